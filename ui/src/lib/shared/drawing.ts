/** The second family of the press; the first one is that of the screens and always there. */
const MINCHO = "BIZ UDPMincho";

/** Puts the drawing of a page, by our own press, into an element: it holds no script, style or link. At once, so nothing flickers. */
export function drawing(svg: string) {
	return (node: HTMLElement) => {
		if (svg.includes(MINCHO)) void import("./mincho");
		const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
		node.replaceChildren(document.importNode(parsed, true));
	};
}
