import type { Edit, FieldId, Sheet, SheetView } from "$lib/host/bindings";
import { type Host, Refusal } from "$lib/host/host";

const both = (ja: string) => ({ ja, en: ja });

/** A sheet's view with one vision, one cell and these texts in its head and bullets. */
export function viewOf(
	theme: string,
	bullets: { id: string; text: string; archived?: boolean }[],
	revision: number,
): SheetView {
	const sheet: Sheet = {
		fiscalYear: 2025,
		cohort: null,
		form: "change-story",
		theme,
		subtitle: "",
		members: [],
		partners: [],
		leads: {},
		visions: [],
		ideals: [],
		gap: [{ id: "gap-people-present", bullets: bullets.map((bullet) => ({ ...bullet, causes: [] })) }],
		findings: [],
		steps: [],
		why: "",
		earlier: [],
		actions: [],
		poster: {
			id: "poster-main",
			headline: "",
			catchphrase: "",
			template: null,
			theme: null,
			hidden: [],
			pictures: [],
		},
		waived: [],
	};
	return {
		id: "sheet-1",
		sheet,
		form: {
			id: "change-story",
			name: both("様式"),
			description: both(""),
			section: [],
			vision: [],
			ideal: [],
			row: [],
			column: [],
			causes: false,
			finding: [],
			step: [],
			goal: [],
			attribute: [],
			effects: false,
			phase: [],
			actions: 3,
		},
		hints: [],
		year: "",
		horizons: {},
		fill: [],
		notShown: [],
		undo: null,
		redo: null,
		revision,
	};
}

/** Just enough of a core for one theme and one list, to drive components in vitest. The app has nothing of the kind. */
export class SmallCore {
	theme = "";
	bullets: { id: string; text: string; archived?: boolean }[] = [];
	revision = 1;
	asked: Edit[][] = [];
	refuse = false;
	/** While set, answers wait for it. */
	gate: Promise<void> = Promise.resolve();

	view(): SheetView {
		return viewOf(this.theme, this.bullets, this.revision);
	}

	host(): Host {
		const call = async (command: string, args: { edits?: Edit[] }) => {
			await this.gate;
			if (this.refuse)
				throw new Refusal({
					code: "book.full",
					what: "保存できません",
					next: "空きを作ってください",
					kept: "画面に残っています",
					offer: null,
				});
			if (command === "edit") {
				this.asked.push(args.edits ?? []);
				for (const edit of args.edits ?? []) this.#do(edit);
				this.revision += 1;
			}
			return this.view();
		};
		return { call } as unknown as Host;
	}

	#text(field: FieldId, text: string): void {
		if (field === "sheet.theme") this.theme = text;
		const bullet = this.bullets.find(({ id }) => `${id}.text` === field);
		if (bullet) bullet.text = text;
	}

	#do(edit: Edit): void {
		const at = (id: string) => this.bullets.findIndex((bullet) => bullet.id === id);
		switch (edit.edit) {
			case "text":
				this.#text(edit.field, edit.text);
				break;
			case "add":
				this.bullets.splice(edit.after === null ? this.bullets.length : at(edit.after) + 1, 0, {
					id: edit.id,
					text: edit.text,
				});
				break;
			case "move": {
				const [moved] = this.bullets.splice(at(edit.id), 1);
				if (moved) this.bullets.splice(edit.after === null ? 0 : at(edit.after) + 1, 0, moved);
				break;
			}
			case "archive":
			case "restore": {
				const bullet = this.bullets[at(edit.id)];
				if (bullet) bullet.archived = edit.edit === "archive";
				break;
			}
			default:
				break;
		}
	}
}
