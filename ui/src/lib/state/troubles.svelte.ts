import type { Failure } from "$lib/host/bindings";
import { Gone, Refusal } from "$lib/host/host";
import { t } from "$lib/words.svelte";

/** A failure that a person is told of, until it is put away. */
export interface Trouble extends Failure {
	id: number;
	/** Whether it was the saving of words that failed. */
	saving: boolean;
}

/** What went wrong and is still on the screen. */
export class Troubles {
	list = $state<Trouble[]>([]);
	#count = 0;

	/** Does something that may fail; null when it did, and the person is told. */
	async watch<Answer>(act: () => Promise<Answer>, saving = false): Promise<Answer | null> {
		try {
			return await act();
		} catch (error) {
			this.tell(error, saving);
			return null;
		}
	}

	/** Tells the person of a failure; the same one is told once. */
	tell(error: unknown, saving = false): void {
		if (error instanceof Gone) return;
		const failure = error instanceof Refusal ? error.failure : unknown(error);
		if (this.list.some((known) => known.code === failure.code && known.what === failure.what)) return;
		this.#count += 1;
		this.list = [...this.list, { ...failure, id: this.#count, saving }];
	}

	/** The person has read it. */
	dismiss(id: number): void {
		this.list = this.list.filter((trouble) => trouble.id !== id);
	}

	/** The person tries anew: what was told of the last try is past. Words that are not saved are not. */
	anew(): void {
		this.list = this.list.filter((trouble) => trouble.saving);
	}

	/** Saving works again. */
	saved(): void {
		if (this.list.some((trouble) => trouble.saving)) this.list = this.list.filter((trouble) => !trouble.saving);
	}
}

/** The core did not answer at all, or these screens are at fault. */
function unknown(error: unknown): Failure {
	const detail = error instanceof Error ? error.message : String(error);
	return {
		code: "ui.unreachable",
		what: t("error.ui.unreachable.what", { detail }),
		next: t("error.ui.unreachable.next"),
		kept: t("error.ui.unreachable.kept"),
		offer: null,
	};
}
