/** Keys that lead through a grid of cells, each marked `data-cell`, with fields in them. */
import { isImeKey } from "$lib/ime";

const fieldsIn = (cell: Element) => [...cell.querySelectorAll<HTMLTextAreaElement>("textarea:not(:disabled)")];

/**
 * Listens to the keys in `grid`; returns what ends that.
 *
 * - Tab and Shift+Tab lead to the next cell and the one before, to the field there that had the focus last; beyond the grid's
 *   ends they do what they do everywhere.
 * - ↓ at the end of a field and ↑ at its beginning lead to the field below and above in the cell.
 * - Escape leads from a field to the buttons beside it, ← and → from button to button.
 */
export function leadThrough(grid: HTMLElement): () => void {
	const last = new WeakMap<Element, Element>();

	const focusin = ({ target }: FocusEvent) => {
		const cell = target instanceof HTMLTextAreaElement && target.closest("[data-cell]");
		if (cell && target instanceof Element) last.set(cell, target);
	};

	const keydown = (event: KeyboardEvent) => {
		const from = event.target;
		if (isImeKey(event) || event.altKey || event.ctrlKey || event.metaKey || !(from instanceof HTMLElement)) return;
		const to = from instanceof HTMLTextAreaElement ? fromField(event, from) : fromButton(event, from);
		if (!to) return;
		event.preventDefault();
		to.focus();
		if (to instanceof HTMLTextAreaElement) {
			const caret = event.key === "ArrowDown" ? 0 : to.value.length;
			to.setSelectionRange(caret, caret);
		}
	};

	const fromField = (event: KeyboardEvent, field: HTMLTextAreaElement): HTMLElement | undefined => {
		const cell = field.closest("[data-cell]");
		if (!cell) return undefined;
		if (event.key === "Tab") return inCell(neighbour(cell, event.shiftKey ? -1 : 1));
		if (event.shiftKey) return undefined;
		if (event.key === "Escape") return field.closest("li")?.querySelector<HTMLElement>("button") ?? undefined;
		const fields = fieldsIn(cell);
		const at = fields.indexOf(field);
		if (event.key === "ArrowDown" && field.selectionStart === field.value.length) return fields[at + 1];
		if (event.key === "ArrowUp" && field.selectionEnd === 0) return fields[at - 1];
		return undefined;
	};

	const fromButton = (event: KeyboardEvent, button: HTMLElement): HTMLElement | undefined => {
		const way = Number(event.key === "ArrowRight") - Number(event.key === "ArrowLeft");
		const item = button.closest("li");
		if (way === 0 || event.shiftKey || button.tagName !== "BUTTON" || !item) return undefined;
		const buttons = [...item.querySelectorAll("button")].filter((other) => other.closest("li") === item);
		return buttons[buttons.indexOf(button as HTMLButtonElement) + way];
	};

	const neighbour = (cell: Element, way: number): Element | undefined => {
		const cells = [...grid.querySelectorAll("[data-cell]")];
		return cells[cells.indexOf(cell) + way];
	};

	const inCell = (cell: Element | undefined): HTMLElement | undefined => {
		if (!cell) return undefined;
		const fields = fieldsIn(cell);
		return fields.find((field) => field === last.get(cell)) ?? fields[0];
	};

	/** The empty room of a cell is the cell, too. */
	const click = ({ target }: MouseEvent) => {
		if (!(target instanceof Element) || !target.matches("[data-cell]")) return;
		const field = fieldsIn(target).at(-1);
		field?.focus();
		field?.setSelectionRange(field.value.length, field.value.length);
	};

	grid.addEventListener("focusin", focusin);
	grid.addEventListener("keydown", keydown);
	grid.addEventListener("click", click);
	return () => {
		grid.removeEventListener("click", click);
		grid.removeEventListener("focusin", focusin);
		grid.removeEventListener("keydown", keydown);
	};
}
