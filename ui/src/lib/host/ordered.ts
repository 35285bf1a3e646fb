import type { Commands } from "./bindings";
import { Gone, type Host } from "./host";

/** What is read of the open book: asked again as soon as another one is shown, and nobody's loss when it is not answered. */
const READS = new Set<keyof Commands>(["sheet", "preview", "choices", "picture", "versions", "version"]);
/** What puts another book, or none, in the place of the open one. */
const CHANGES = new Set<keyof Commands>([
	"book-new",
	"book-open",
	"book-sample",
	"book-copy",
	"book-recover",
	"book-close",
]);

/**
 * The same host, in order: another book is opened, or this one closed, only when all that was asked of this one is answered. What
 * was asked of it meanwhile is asked when the change has failed, and rejected with {@link Gone} when it has not.
 */
export function ordered(host: Host): Host {
	const reading = new Set<Promise<unknown>>();
	/** The changes under way, one after the other. */
	let changing: Promise<unknown> | null = null;
	let changes = 0;

	async function change<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
		await Promise.allSettled(reading);
		const answer = await ask();
		changes += 1;
		return answer;
	}

	async function read<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
		const before = changes;
		// oxlint-disable-next-line no-unmodified-loop-condition -- the next change may have begun meanwhile
		while (changing) await changing;
		if (changes !== before) throw new Gone();
		const answer = ask();
		// Who asked hears of a failure; here it only matters that it is over.
		const over = answer.catch(() => {});
		reading.add(over);
		void over.then(() => reading.delete(over));
		return answer;
	}

	return {
		...host,
		call(command, args) {
			const ask = () => host.call(command, args);
			if (READS.has(command)) return read(ask);
			if (!CHANGES.has(command)) return ask();
			const turn = (changing ?? Promise.resolve()).then(() => change(ask));
			const over = turn.then(
				() => {},
				() => {},
			);
			changing = over;
			void over.then(() => {
				if (changing === over) changing = null;
			});
			return turn;
		},
	};
}
