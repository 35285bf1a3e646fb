import { describe, expect, it } from "vitest";
import { cleaned, isTable, layOut, readPaste, spliced } from "$lib/paste";

const text = (plain: string) => readPaste({ html: "", text: plain });
const html = (markup: string) => readPaste({ html: markup, text: "" });

describe("the sign before a point", () => {
	it.each([
		["・対話が少ない", "対話が少ない"],
		["･ 対話が少ない", "対話が少ない"],
		["●対話が少ない", "対話が少ない"],
		["○　対話が少ない", "対話が少ない"],
		["■対話が少ない", "対話が少ない"],
		["•\t対話が少ない", "対話が少ない"],
		["① 対話が少ない", "対話が少ない"],
		["⓵対話が少ない", "対話が少ない"],
		["❷対話が少ない", "対話が少ない"],
		["⑴　対話が少ない", "対話が少ない"],
		["1. 対話が少ない", "対話が少ない"],
		["１．対話が少ない", "対話が少ない"],
		["(2) 対話が少ない", "対話が少ない"],
		["（３）対話が少ない", "対話が少ない"],
		["（ア）対話が少ない", "対話が少ない"],
		["ア）対話が少ない", "対話が少ない"],
		["a) talk", "talk"],
		["iii. talk", "talk"],
		["- talk", "talk"],
		["-対話が少ない", "対話が少ない"],
		["* talk", "talk"],
		["– talk", "talk"],
		["\uf0b7\t対話が少ない", "対話が少ない"],
		["\uf06c 対話が少ない", "対話が少ない"],
		["\uf0d8対話が少ない", "対話が少ない"],
		["\uf0a7\u00a0対話が少ない", "対話が少ない"],
		["o\tsecond level", "second level"],
		["> > ・引用された点", "引用された点"],
		["・① 二重の印", "二重の印"],
		["\ufeff\u200b・見えない字", "見えない字"],
		["　　・字下げ", "字下げ"],
		["✓ 済んだこと", "済んだこと"],
	])("%j is %j", (line, words) => {
		expect(cleaned(line)).toBe(words);
	});

	it.each([
		"1.5倍になった",
		"10年後のまち",
		"3、4年目の職員",
		"-5%の予算",
		"*3倍",
		"○○市との対話",
		"●●課の職員",
		"**強く**",
		"（案）の段階",
		"（人）の面",
		"ケース会議",
		"A市との比較",
		"※豪雨災害のため",
		"⇒返事",
		"「聞く」こと",
		"office hours",
		"○",
		"△",
	])("%j has none", (line) => {
		expect(cleaned(line)).toBe(line);
	});

	it.each(["・", " • ", "-", "　", "\u200b", "\uf0b7\t"])("%j alone is nothing", (line) => {
		expect(cleaned(line)).toBe("");
	});
});

describe("text from a mail or an editor", () => {
	it("is a point a line, without empty lines", () => {
		expect(text("・一つ目\r\n\r\n・二つ目\r\n　\r\n三つ目\r\n")).toEqual([[["一つ目", "二つ目", "三つ目"]]]);
	});

	it("goes on with a point that was broken and indented", () => {
		expect(text("・対話が少なく、部署を\n　またぐ仕事が進まない\n・次の点")).toEqual([
			[["対話が少なく、部署をまたぐ仕事が進まない", "次の点"]],
		]);
		expect(text("- a long\n  line\n- next")).toEqual([[["a long line", "next"]]]);
	});

	it("does not join what is a point of its own, nor what follows an empty line", () => {
		expect(text("・親\n　・子\n　　①孫")).toEqual([[["親", "子", "孫"]]]);
		expect(text("・点\n\n　別の段落")).toEqual([[["点", "別の段落"]]]);
		expect(text("一行目\n　二行目")).toEqual([[["一行目", "二行目"]]]);
	});

	it("is broken where Word breaks a line within a paragraph", () => {
		expect(text("一行目\u000b二行目\u2028三行目")).toEqual([[["一行目", "二行目", "三行目"]]]);
	});

	it("with nothing in it is nothing", () => {
		expect(text(" \r\n\t\r\n・\r\n")).toEqual([]);
		expect(readPaste({ html: "<p>&nbsp;</p>", text: "" })).toEqual([]);
	});
});

describe("text from Word", () => {
	it("with symbols as bullets, each before a tab, is no table", () => {
		expect(text("\uf0b7\t一つ目\r\n\uf0b7\t二つ目\r\n")).toEqual([[["一つ目", "二つ目"]]]);
		expect(text("①\t一つ目\r\n②\t二つ目")).toEqual([[["一つ目", "二つ目"]]]);
		expect(text("1.\t一つ目\r\n2.\t二つ目")).toEqual([[["一つ目", "二つ目"]]]);
	});
});

describe("text from Excel", () => {
	it("is a table of tabs", () => {
		expect(text("過去\t現状\r\n縦割り\t対話が少ない\r\n")).toEqual([
			[["過去"], ["現状"]],
			[["縦割り"], ["対話が少ない"]],
		]);
	});

	it("has cells of several lines in quotes, and doubles quotes in them", () => {
		expect(text('"・一つ目\n・二つ目"\t現状\r\n"""朝礼""を\nやめた"\t"残った"\r\n')).toEqual([
			[["一つ目", "二つ目"], ["現状"]],
			[['"朝礼"を', "やめた"], ['"残った"']],
		]);
	});

	it("of one cell, or of one column, is points", () => {
		expect(text('"・一つ目\n・二つ目"\r\n')).toEqual([[["一つ目", "二つ目"]]]);
		expect(text('"一つ目\n二つ目"\r\n三つ目\r\n')).toEqual([[["一つ目", "二つ目", "三つ目"]]]);
	});

	it("keeps an empty cell in its place, and drops empty rows and columns at the end", () => {
		expect(text("一\t\t\r\n\t二\t\r\n\t\t\r\n")).toEqual([
			[["一"], []],
			[[], ["二"]],
		]);
	});

	it("is no table where its lines have unlike numbers of tabs", () => {
		expect(text("日時\t7月21日\n場所は未定\n持ち物")).toEqual([[["日時 7月21日", "場所は未定", "持ち物"]]]);
	});
});

describe("HTML from Excel", () => {
	const excel = (rows: string) =>
		`<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--td{mso-ignore:padding}--></style></head><body>
<!--StartFragment--><table border=0 cellpadding=0><col width=72 span=2>${rows}</table><!--EndFragment--></body></html>`;

	it("is a table, with the lines of a cell", () => {
		expect(
			html(
				excel(
					`<tr height=18>\n  <td class=xl65>・縦割り<br style='mso-data-placement:same-cell;'>\n    ・異動が早い</td>\n  <td>対話が\n  少ない</td>\n </tr>`,
				),
			),
		).toEqual([[["縦割り", "異動が早い"], ["対話が少ない"]]]);
	});

	it("leaves the place of merged cells empty", () => {
		expect(
			html(
				excel(
					`<tr><td rowspan=2>組織</td><td>一</td><td>二</td></tr><tr><td>三</td><td>四</td></tr><tr><td colspan=2>五</td><td>六</td></tr>`,
				),
			),
		).toEqual([
			[["組織"], ["一"], ["二"]],
			[[], ["三"], ["四"]],
			[["五"], [], ["六"]],
		]);
	});

	it("leaves out hidden rows", () => {
		expect(html(excel(`<tr style='display:none'><td>隠す</td></tr><tr><td>見せる</td></tr>`))).toEqual([[["見せる"]]]);
	});

	it("is preferred to its text, and the text is read where there are no words in it", () => {
		expect(readPaste({ html: excel("<tr><td>一</td><td>二</td></tr>"), text: "三" })).toEqual([[["一"], ["二"]]]);
		expect(readPaste({ html: "<html><body><img src='x.png'></body></html>", text: "・三" })).toEqual([[["三"]]]);
	});
});

describe("HTML from Word and Outlook", () => {
	const item = (sign: string, words: string) =>
		`<p class=MsoListParagraph style='text-indent:-21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US style='font-family:Wingdings'><span style='mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>${words}<span lang=EN-US><o:p></o:p></span></p>`;

	it("is a point a paragraph, without Word's own signs", () => {
		expect(
			html(`<body>${item("l", "対話が少ない")}\n${item("Ø", "異動が早い")}\n${item("·", "1.5倍の仕事")}</body>`),
		).toEqual([[["対話が少ない", "異動が早い", "1.5倍の仕事"]]]);
	});

	it("is a table with a point a paragraph in each cell", () => {
		expect(
			html(
				`<div><table class=MsoTableGrid><tr><td><p class=MsoNormal>一つ目<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>${item("l", "二つ目")}</td><td><p class=MsoNormal>三つ目</p></td></tr></table></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>`,
			),
		).toEqual([[["一つ目", "二つ目"], ["三つ目"]]]);
	});

	it("of a mail with words around its table is points", () => {
		expect(
			html(
				"<p>お世話になります。</p><table><tr><td>一</td><td>二</td></tr></table><ul><li>三</li><li>四<ul><li>五</li></ul></li></ul>",
			),
		).toEqual([[["お世話になります。", "一", "二", "三", "四", "五"]]]);
	});

	it("has no scripts, no styles and nothing hidden", () => {
		expect(html("<style>p{}</style><script>x</script><p style='display: none'>隠す</p><p>見せる</p>")).toEqual([
			[["見せる"]],
		]);
	});
});

describe("laying out in the grid", () => {
	const names = { rows: ["組織", "人"], columns: ["過去の経緯", "現状", "あるべき姿と現状のギャップ"] };
	const put = (plain: string, row = 0, column = 0) =>
		layOut(text(plain), names, { row, column }).map(({ row: y, column: x, lines }) => [y, x, ...lines]);

	it("goes to the right and down from where the caret is", () => {
		expect(put("一\t二\n三\t四", 0, 1)).toEqual([
			[0, 1, "一"],
			[0, 2, "二"],
			[1, 1, "三"],
			[1, 2, "四"],
		]);
	});

	it("goes where its headings say, wherever the caret is", () => {
		expect(put("\t現状\t過去の経緯\n人\t一\t二\n組織\t三\t四", 1, 2)).toEqual([
			[1, 1, "一"],
			[1, 0, "二"],
			[0, 1, "三"],
			[0, 0, "四"],
		]);
		expect(put("過去の経緯\t現状\n一\t二\n三\t四", 1, 1)).toEqual([
			[0, 0, "一"],
			[0, 1, "二"],
			[1, 0, "三"],
			[1, 1, "四"],
		]);
		expect(put("組織\t一\t二\t三\n\t四\t\t五\n人\t六\t\t", 0, 2)).toEqual([
			[0, 0, "一", "四"],
			[0, 1, "二"],
			[0, 2, "三", "五"],
			[1, 0, "六"],
		]);
	});

	it("makes lists of more rows than there are", () => {
		expect(put("一\t二\n三\t四\n五\t六")).toEqual([
			[0, 0, "一", "三", "五"],
			[0, 1, "二", "四", "六"],
		]);
		expect(put("一\t二\n三\t四", 1, 0)).toEqual([
			[1, 0, "一", "三"],
			[1, 1, "二", "四"],
		]);
	});

	it("loses nothing beyond the last column", () => {
		expect(put("一\t二\t三", 0, 1)).toEqual([
			[0, 1, "一"],
			[0, 2, "二", "三"],
		]);
	});
});

describe("pasting into a field", () => {
	it("tells a table from the lines of one cell", () => {
		expect(isTable(text("一\t二"))).toBe(true);
		expect(isTable(text("一\n二"))).toBe(false);
		expect(isTable([])).toBe(false);
	});

	it("leaves what stood before and behind the caret by itself", () => {
		expect(spliced("", ["一", "二"], "")).toEqual(["一", "二"]);
		expect(spliced("前", ["一", "二"], "後")).toEqual(["前", "一", "二", "後"]);
	});
});
