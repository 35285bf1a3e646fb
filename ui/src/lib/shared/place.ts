import { tick } from "svelte";

/** What the eye rests on in `room`: the field at work, else what stands in its middle. */
function restsOn(room: HTMLElement): Element | null {
	const active = document.activeElement;
	if (active && active !== room && room.contains(active)) return active;
	const { left, top, width, height } = room.getBoundingClientRect();
	const middle = document.elementFromPoint?.(left + width / 2, top + height / 2) ?? null;
	return room.contains(middle) ? middle : null;
}

/** Makes a `change` to how everything is laid out, while what the eye rests on in the sheet stays at its height on the screen. */
export async function holdPlace(change: () => void): Promise<void> {
	const room = document.querySelector("main");
	const held = room && restsOn(room);
	const before = held?.getBoundingClientRect().top;
	// Chromium would hold something of its own choice in place, at the next frame and over again.
	if (room) room.style.overflowAnchor = "none";
	change();
	await tick();
	if (!room) return;
	if (held && before !== undefined) {
		room.scrollTop += held.getBoundingClientRect().top - before;
		if (held === document.activeElement) held.scrollIntoView({ block: "nearest" });
	}
	requestAnimationFrame(() => requestAnimationFrame(() => room.style.removeProperty("overflow-anchor")));
}
