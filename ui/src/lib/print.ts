/** What is printed, and how. Pure. */
import type { Choices, Print, ProductChoice } from "$lib/host/bindings";

/** The product that `print` asks for, among those that can be made. */
export function productOf(print: Print, choices: Choices): ProductChoice | undefined {
	return choices.products.find(({ what }) => what === (print.what ?? "sheet")) ?? choices.products[0];
}

/** `print` as far as `product` can be printed so; what it cannot is left to what is usual. */
export function fitted(print: Print, product: ProductChoice): Print {
	const kind = product.kinds.includes(print.kind ?? "pdf") ? print.kind : product.kinds[0];
	const onPaper = (kind ?? "pdf") === "pdf";
	const imposed = onPaper && product.imposed.includes(print.imposed ?? "single") ? print.imposed : undefined;
	return {
		sheet: print.sheet,
		what: product.what,
		paper: product.papers.includes(print.paper ?? "") ? print.paper : product.papers[0],
		turned: product.turns ? print.turned : undefined,
		template: product.templates.some(({ id }) => id === print.template) ? print.template : undefined,
		theme: print.theme,
		family: product.families.includes(print.family ?? "gothic") ? print.family : product.families[0],
		draft: product.drafts && print.draft,
		kind,
		imposed,
		tile: imposed === "tiles" ? print.tile : undefined,
		overlap: imposed === "tiles" ? print.overlap : undefined,
		marks: product.marks && onPaper && (imposed ?? "single") === "single" && print.marks,
		dpi: kind === "png" ? print.dpi : undefined,
	};
}
