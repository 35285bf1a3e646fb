import { describe, expect, it } from "vitest";
import { Gone, type Host } from "$lib/host/host";
import { ordered } from "$lib/host/ordered";

/** A host that answers when it is told to, and the commands that have reached it. */
function slow(): { host: Host; asked: string[]; answer: (command: string, fails?: boolean) => Promise<void> } {
	const asked: string[] = [];
	const waiting: { command: string; yes: (answer: unknown) => void; no: (error: Error) => void }[] = [];
	const call = (command: string) =>
		new Promise((yes, no) => {
			asked.push(command);
			waiting.push({ command, yes, no });
		});
	return {
		host: ordered({ call } as unknown as Host),
		asked,
		async answer(command, fails = false) {
			const at = waiting.findIndex((asking) => asking.command === command);
			const [found] = waiting.splice(at, 1);
			if (fails) found?.no(new Error(command));
			else found?.yes(command);
			await settled();
		},
	};
}

const settled = () => new Promise((done) => setTimeout(done));

describe("what is asked of the core", () => {
	it("is answered before the book is closed", async () => {
		const { host, asked, answer } = slow();
		const refused = expect(host.call("preview", { print: { sheet: "a" }, known: [] })).rejects.toThrow("preview");
		const closed = host.call("book-close", {});
		await settled();
		expect(asked).toEqual(["preview"]);
		await answer("preview", true);
		await refused;
		expect(asked).toEqual(["preview", "book-close"]);
		await answer("book-close");
		await closed;
	});

	it("is not asked of another book", async () => {
		const { host, asked, answer } = slow();
		const opened = host.call("book-sample", {});
		const page = host.call("preview", { print: { sheet: "a" }, known: [] });
		const late = expect(page).rejects.toBeInstanceOf(Gone);
		await settled();
		await answer("book-sample");
		await opened;
		await late;
		const next = host.call("preview", { print: { sheet: "b" }, known: [] });
		await settled();
		await answer("preview");
		await next;
		expect(asked).toEqual(["book-sample", "preview"]);
	});

	it("is asked after all where no other book could be opened", async () => {
		const { host, asked, answer } = slow();
		const opened = host.call("book-open", { path: "x" }).catch(() => "refused");
		const page = host.call("preview", { print: { sheet: "a" }, known: [] });
		await settled();
		await answer("book-open", true);
		expect(await opened).toBe("refused");
		expect(asked).toEqual(["book-open", "preview"]);
		await answer("preview");
		await page;
	});

	it("is kept at once where it was written", async () => {
		const { host, asked } = slow();
		void host.call("book-close", {});
		void host.call("edit", { sheet: "a", edits: [] });
		await settled();
		expect(asked).toEqual(["edit", "book-close"]);
	});
});
