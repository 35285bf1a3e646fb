/** How large a page is shown. Pure. */

/** As wide as the room, wholly within it, or a share of its true size in percent. */
export type Zoom = "width" | "page" | number;

/** Width and height: of a page in millimetres, of a room in CSS pixels. */
export interface Size {
	width: number;
	height: number;
}

/** CSS pixels of a millimetre at true size: CSS counts 96 of them to the inch. */
export const TRUE_SIZE = 96 / 25.4;

/** The shares that are offered by name. */
export const OFFERED = [50, 75, 100, 150, 200, 300, 400] as const;

/** A poster in a narrow room is much smaller than any of them. */
const STEPS = [5, 7, 10, 15, 20, 25, 33, ...OFFERED];

/** CSS pixels of a millimetre, so that the largest of `pages` stands in `room` as `zoom` says. */
export function scaleOf(zoom: Zoom, pages: readonly Size[], room: Size): number {
	if (typeof zoom === "number") return (zoom / 100) * TRUE_SIZE;
	const widest = Math.max(...pages.map(({ width }) => width), 1);
	const tallest = Math.max(...pages.map(({ height }) => height), 1);
	const across = room.width / widest;
	return Math.max(0, zoom === "width" ? across : Math.min(across, room.height / tallest));
}

/** The share of the true size that a scale is, in percent. */
export const percentOf = (scale: number): number => Math.round((scale / TRUE_SIZE) * 100);

/** The next larger or smaller step from `percent`; the last one where there is no further. */
export function stepped(percent: number, larger: boolean): number {
	const next = larger ? STEPS.find((step) => step > percent) : STEPS.findLast((step) => step < percent);
	return next ?? (larger ? 400 : 5);
}

/** The size of a page in millimetres, as its drawing tells it. */
export function sizeOf(svg: string): Size {
	const [, width, height] = svg.match(/viewBox="0 0 ([\d.]+) ([\d.]+)"/) ?? [];
	return { width: Number(width ?? 297), height: Number(height ?? 210) };
}
