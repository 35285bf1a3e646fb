/**
 * What the clipboard brings from Excel, Word or a mail, as rows of cells of lines. Pure: no state, no host.
 *
 * HTML is read where there is some, since it alone says what is a table and what is a bullet; the plain text otherwise. Signs
 * that only mark a point are taken away, and lines with nothing in them are dropped.
 */

/** Rows of cells, and in each cell its lines. Text without a table is one cell. */
export type Pasted = string[][][];

/** Lines that go into one cell of the screen. */
export interface Filling {
	row: number;
	column: number;
	lines: string[];
}

/** Spaces as they stand in such texts: also the ideographic one and the one that does not break. */
const SPACE = "[ \\t\\u00a0\\u2000-\\u200a\\u202f\\u3000]";
/** What comes behind a sign that could also be the beginning of a number: -5, 1.5, *3. */
const NO_NUMBER = "(?![0-9０-９.,．，])";

/**
 * The signs that mark a point, at the beginning of a line.
 *
 * Word hands on the bullets of its symbol faces (Symbol, Wingdings) as letters of U+F020 to U+F0FF. A sign that stands twice is
 * none: ○○市 is a town, ** a mark of another program.
 */
const MARKS = [
	"[\\uf020-\\uf0ff]",
	"([・･·•‣⁃◦∙●○◯◎■□▪▫◆◇▲△▼▽▶▷►▸★☆✓✔☑☐➢➤❖])(?!\\1)",
	"[①-⑳㉑-㉟㊱-㊿⓪⓫-⓴⓵-⓾❶-❿➀-➓⑴-⒇⒈-⒛㈠-㈩㊀-㊉]",
	`[0-9０-９]{1,2}[.．)）、]${NO_NUMBER}`,
	"[(（](?:[0-9０-９]{1,2}|[a-zａ-ｚア-ンｱ-ﾝ一二三四五六七八九十]|[ivx]{2,4})[)）]",
	"[ア-ンｱ-ﾝ][)）]",
	`(?:[A-Za-z]|[ivx]{2,4})[.)](?=${SPACE})`,
	`[-–—‐−－*＊+＋](?:(?=${SPACE})|(?=[\\u3040-\\u30ff\\u3400-\\u9fff「『（(]))`,
	// Word for Windows writes its second bullet so.
	`o(?=\\t|\\u00a0)`,
];
const MARK = new RegExp(`^(?:${MARKS.join("|")})${SPACE}*`, "u");
/** Quoted mail: > and >>. */
const QUOTED = new RegExp(`^(?:>${SPACE}?)+`);
/** Signs that are an answer where they stand alone in a cell: ○, △. */
const ANSWER = /^[●○◯◎■□◆◇▲△★☆✓✔☑☐①-⑳]$/u;
/** Letters between which Japanese text has no space. */
const WIDE = /[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/u;

/** What is not seen: joiners, marks of order, soft hyphens, the mark at the beginning of a file. */
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;

const edge = new RegExp(`^${SPACE}+|${SPACE}+$`, "gu");
const trim = (text: string): string => text.replace(edge, "");

/** A line without what is not seen, without its bullet, and with single spaces for tabs. */
export function cleaned(line: string): string {
	const bare = trim(line.replace(UNSEEN, ""));
	if (ANSWER.test(bare)) return bare;
	let text = bare.replace(QUOTED, "");
	// An outline may have two: a number and a dot.
	for (let n = 0; n < 2; n++) text = trim(text.replace(MARK, ""));
	if (/^[・･·•*\-–—]$/u.test(text)) return "";
	return text.replace(new RegExp(`${SPACE}*[\\t\\u00a0]${SPACE}*`, "gu"), " ");
}

const marked = (line: string): boolean => MARK.test(trim(line.replace(QUOTED, "")));

/**
 * The points of a text: its lines without bullets and without empty ones. Where points are marked, an indented line without a
 * mark goes on with the point above it, as mails break them.
 */
function points(text: string): string[] {
	const found: string[] = [];
	let open = false;
	for (const line of text.split(/\r\n|[\n\r\v\f\u2028\u2029]/u)) {
		const unquoted = line.replace(UNSEEN, "").replace(QUOTED, "");
		const words = cleaned(line);
		if (words === "") {
			open = false;
			continue;
		}
		const last = found.at(-1);
		if (marked(unquoted)) {
			found.push(words);
			open = true;
		} else if (open && last !== undefined && new RegExp(`^${SPACE}`, "u").test(unquoted)) {
			found[found.length - 1] = joined(last, words);
		} else {
			found.push(words);
			open = false;
		}
	}
	return found;
}

/** Two parts of one line; only between Latin words is there a space. */
function joined(before: string, behind: string): string {
	const wide = WIDE.test(before.slice(-1)) || WIDE.test(behind.slice(0, 1));
	return before + (wide || before === "" || behind === "" ? "" : " ") + behind;
}

/** The rows of a text with tabs, as Excel writes them: a cell with a tab, a line break or a quote in it stands in quotes. */
function tabbed(text: string): string[][] {
	const rows: string[][] = [[]];
	let rest = text.replaceAll(/\r\n?/g, "\n").replace(/\n+$/, "");
	for (;;) {
		const quoted = /^"((?:[^"]|"")*)"(?=\t|\n|$)/.exec(rest);
		const [whole, cell] =
			quoted && /[\t\n"]/.test(quoted[1] ?? "")
				? [quoted[0], (quoted[1] ?? "").replaceAll('""', '"')]
				: [/^[^\t\n]*/.exec(rest)?.[0] ?? "", /^[^\t\n]*/.exec(rest)?.[0] ?? ""];
		rows.at(-1)?.push(cell);
		const after = rest[whole.length];
		rest = rest.slice(whole.length + 1);
		if (after === undefined) return rows;
		if (after === "\n") rows.push([]);
	}
}

/** Reads plain text: a table where every line has as many tabs as the others, points otherwise. */
function readText(text: string): Pasted {
	const rows = tabbed(text);
	const filled = rows.filter((row) => row.some((cell) => trim(cell) !== ""));
	const width = filled[0]?.length ?? 0;
	const even = filled.every((row) => row.length === width);
	// Word puts a tab behind each bullet, which is no table.
	const mark = (cell: string) => `${trim(cell)}\t`.replace(MARK, "") === "";
	const bulleted = width === 2 && filled.every(([first = "", second = ""]) => mark(first) && trim(second) !== "");
	if (width > 1 && even && !bulleted) return rows.map((row) => row.map((cell) => points(cell)));
	return [[points(rows.map((row) => row.join("\t")).join("\n"))]];
}

const BLOCKS = new Set(
	"ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DIV DL DT FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL".split(
		" ",
	),
);
const UNREAD = new Set(["HEAD", "META", "NOSCRIPT", "SCRIPT", "STYLE", "TEMPLATE", "TITLE"]);

/** Marks the beginning of a point, for what reads the lines; no such sign comes from a clipboard. */
const POINT = "\u2022 ";

/** The text of a node as it would be seen, a line for each block, with {@link POINT} before each item of a list. */
function seen(node: Node, pre = false): string {
	if (node.nodeType === Node.TEXT_NODE) {
		const text = node.nodeValue ?? "";
		return pre ? text : text.replace(/[ \t\n\r\f]+/g, (gap, at: number) => space(text, gap, at));
	}
	if (!(node instanceof Element)) return "";
	if (UNREAD.has(node.tagName) || node.tagName.includes(":")) return "";
	const style = (node.getAttribute("data-style") ?? "").toLowerCase();
	if (/display:\s*none|mso-hide:\s*all/.test(style)) return "";
	// Word's own sign and the space behind it.
	if (/mso-list:\s*ignore/.test(style)) return POINT;
	if (node.tagName === "BR") return "\n";
	const inside = [...node.childNodes].map((child) => seen(child, pre || node.tagName === "PRE")).join("");
	if (!BLOCKS.has(node.tagName)) return inside;
	const own = inside.replace(/^[ \n]+|[ \n]+$/g, "");
	return `\n${node.tagName === "LI" && !own.startsWith(POINT) ? POINT : ""}${own}\n`;
}

/** The points in a node. The source's own indentation is none. */
const pointsIn = (node: Node): string[] => points(seen(node).replaceAll(/\n[ \t]+/g, "\n"));

/** What a run of blanks in HTML is: a line break between two Japanese letters is nothing, anything else a space. */
function space(text: string, gap: string, at: number): string {
	const wide = WIDE.test(text[at - 1] ?? "") && WIDE.test(text[at + gap.length] ?? "");
	return wide && gap.includes("\n") ? "" : " ";
}

/** The cells of a table, with empty ones where one cell spans several. */
function cellsOf(table: HTMLTableElement): Pasted {
	const rows: Pasted = [];
	const taken = new Set<string>();
	const trs = [...table.rows].filter((tr) => !/display:\s*none/i.test(tr.getAttribute("data-style") ?? ""));
	for (const [y, tr] of trs.entries()) {
		const row: string[][] = [];
		let x = 0;
		for (const td of tr.cells) {
			while (taken.has(`${y} ${x}`)) row[x++] = [];
			row[x] = pointsIn(td);
			// What a page says of its spans is limited as browsers do.
			const [down, across] = [Math.min(Math.max(td.rowSpan, 1), trs.length - y), Math.min(Math.max(td.colSpan, 1), 64)];
			for (let j = 0; j < down; j++) for (let i = 0; i < across; i++) taken.add(`${y + j} ${x + i}`);
			for (let i = 1; i < across; i++) row[x + i] = [];
			x += across;
		}
		rows.push(row);
	}
	return rows;
}

/** The document in `html`, without the styles that the window's own rules would forbid; where a style is said, it is kept as data. */
function parsed(html: string): HTMLElement {
	const plain = html
		.replaceAll(/<style\b[\s\S]*?<\/style\s*>/gi, "")
		.replaceAll(/<[a-z][^>]*>/gi, (tag) => tag.replaceAll(/(\s)style(?=\s*=)/gi, "$1data-style"));
	return new DOMParser().parseFromString(plain, "text/html").body;
}

/** Reads HTML: its table where it is nothing else, points otherwise; null where it says nothing. */
function readHtml(html: string): Pasted | null {
	const body = parsed(html);
	const tables = [...body.querySelectorAll("table")].filter((table) => !table.parentElement?.closest("table"));
	const [table] = tables;
	if (table && tables.length === 1 && !table.querySelector("table")) {
		const cells = cellsOf(table);
		table.remove();
		if (pointsIn(body).length === 0) return cells;
	}
	const lines = pointsIn(parsed(html));
	return lines.length > 0 ? [[lines]] : null;
}

/** What was pasted; no rows where there are no words in it. */
export function readPaste({ html, text }: { html: string; text: string }): Pasted {
	const read = (html === "" ? null : readHtml(html)) ?? readText(text);
	const filled = read.map((row) => row.some((lines) => lines.length > 0));
	const rows = read.slice(0, filled.lastIndexOf(true) + 1);
	const width = Math.max(0, ...rows.map((row) => row.findLastIndex((lines) => lines.length > 0) + 1));
	const square = rows.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? []));
	// A list of one cell each is a list, not a table.
	return width === 1 ? [[square.flatMap(([lines]) => lines ?? [])]] : square;
}

/** Whether what was pasted is more than the lines of one cell. */
export const isTable = (pasted: Pasted): boolean => pasted.length > 1 || (pasted[0]?.length ?? 0) > 1;

/** A heading, to be compared. */
const heading = (text: string): string => text.normalize("NFKC").replaceAll(/\s/g, "");

/**
 * Where the cells of a table go in a grid whose rows and columns are called `names`, when it is pasted at `at`.
 *
 * A table that brings the grid's own headings goes where they say. Otherwise its cells go to the right and down from `at`; more
 * rows than there are below are a list in each column, and what is beyond the last column stands in it. Nothing is left out.
 */
export function layOut(
	pasted: Pasted,
	names: { rows: readonly string[]; columns: readonly string[] },
	at: { row: number; column: number },
): Filling[] {
	const text = (row: number, column: number) => heading((pasted[row]?.[column] ?? []).join(""));
	const rowNames = names.rows.map(heading);
	const columnNames = names.columns.map(heading);

	const top = (pasted[0] ?? []).map((_, x) => columnNames.indexOf(text(0, x)));
	const headed = pasted.length > 1 && top.some((column) => column >= 0);
	const body = pasted.map((_, y) => y).slice(headed ? 1 : 0);
	const left = body.map((y) => rowNames.indexOf(text(y, 0)));
	const named = left.some((row) => row >= 0) && body.every((y, n) => text(y, 0) === "" || (left[n] ?? -1) >= 0);

	const width = (pasted[0]?.length ?? 0) - (named ? 1 : 0);
	const first = {
		row: headed && body.length === rowNames.length ? 0 : at.row,
		column: named && at.column + width > columnNames.length ? Math.max(0, columnNames.length - width) : at.column,
	};
	const fits = body.length <= rowNames.length - first.row;

	const fillings = new Map<string, Filling>();
	let row = at.row;
	for (const [n, y] of body.entries()) {
		const said = left[n] ?? -1;
		if (named) row = said >= 0 ? said : row;
		else row = fits ? first.row + n : first.row;
		let column = first.column;
		for (const [x, lines] of (pasted[y] ?? []).entries()) {
			if (named && x === 0) continue;
			const asked = headed ? (top[x] ?? -1) : first.column + x - (named ? 1 : 0);
			if (asked >= 0) column = Math.min(asked, columnNames.length - 1);
			if (lines.length === 0) continue;
			const key = `${row} ${column}`;
			const filling = fillings.get(key) ?? { row, column, lines: [] };
			filling.lines.push(...lines);
			fillings.set(key, filling);
		}
	}
	return [...fillings.values()];
}

/** The points that a field becomes when `lines` are pasted into it: what stood before and behind the caret stays by itself. */
export function spliced(before: string, lines: readonly string[], behind: string): string[] {
	return [before, ...lines, behind].filter((line) => trim(line) !== "");
}
