import { getContext, setContext, untrack } from "svelte";
import { type Action, actionFor, isWriting } from "$lib/actions";

const KEY = Symbol("actions");

/** All that can be done just now. What is on the screen offers what it can do, and takes it back when it goes. */
export class Registry {
	#lists = $state.raw<readonly (readonly Action[])[]>([]);
	readonly #byId = $derived(new Map(this.#lists.flat().map((action) => [action.id, action])));

	/** Every action, in the order in which they were offered. */
	get all(): Action[] {
		return [...this.#byId.values()];
	}

	/** The action of that id, if it is offered. */
	find(id: string): Action | undefined {
		return this.#byId.get(id);
	}

	/** Offers `list`; returns what takes it back. Meant for `$effect.pre`. */
	offer(list: readonly Action[]): () => void {
		const set = (change: (lists: readonly (readonly Action[])[]) => readonly (readonly Action[])[]) => {
			this.#lists = change(untrack(() => this.#lists));
		};
		set((lists) => [...lists, list]);
		return () => set((lists) => lists.filter((other) => other !== list));
	}

	/** Does what the keys ask for. While a window stands over the book (`covered`), only what is possible always. */
	press(event: KeyboardEvent, covered: boolean): void {
		if (event.defaultPrevented) return;
		const action = actionFor(this.all, event, isWriting(event.target));
		if (!action) return;
		// Also where nothing comes of it: no webview may do something of its own instead.
		event.preventDefault();
		// A key that is held down does not switch to and fro.
		if (event.repeat && action.on) return;
		if ((!covered || action.always) && action.possible()) action.do();
	}
}

/** Puts the registry where the components below find it. */
export const provideActions = (registry: Registry): Registry => setContext(KEY, registry);

/** The registry that a component belongs to. */
export const useActions = (): Registry => getContext<Registry>(KEY);
