import { untrack } from "svelte";

/**
 * Does `begin` each time a window opens, and not again when what it read changes while the window stands open: what the
 * person has entered meanwhile stays. To be called in an effect.
 */
export function whenOpen(open: boolean, begin: () => void): void {
	if (open) untrack(begin);
}
