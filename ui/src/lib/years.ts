import { type Language, t } from "./words.svelte";

/** A fiscal year in full: 令和4年度（2022年度）, or FY2022 (Reiwa 4). It bears the era in force on its first of May. */
export function fiscalYear(year: number, language: Language): string {
	const era = eraYear(year, language);
	return language === "ja" ? `${era}度（${year}年度）` : `FY${year} (${era})`;
}

/** A fiscal year in short: 令和4年度, or FY2022. */
export function shortYear(year: number, language: Language): string {
	return language === "ja" ? `${eraYear(year, language)}度` : `FY${year}`;
}

/** The unit behind a team's number: 期生, or the ending of 1st, 2nd, 3rd, 4th. */
export function cohortUnit(cohort: number | null): string {
	const ending = new Intl.PluralRules("en", { type: "ordinal" }).select(cohort ?? 0);
	return t(`ui.cohort.unit.${ending === "zero" || ending === "many" ? "other" : ending}`);
}

function eraYear(year: number, language: Language): string {
	const firstOfMay = new Date(Date.UTC(year, 4, 1));
	const format = new Intl.DateTimeFormat(language === "ja" ? "ja-JP-u-ca-japanese" : "en-u-ca-japanese", {
		era: "long",
		year: "numeric",
		timeZone: "UTC",
	});
	const parts = format.formatToParts(firstOfMay);
	const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
	const number = part("year");
	if (language === "ja") return `${part("era")}${number === "1" ? "元" : number}年`;
	return `${part("era")} ${number}`;
}

/** The fiscal year that `date` lies in. */
export function fiscalYearOf(date: Date): number {
	return date.getMonth() >= 3 ? date.getFullYear() : date.getFullYear() - 1;
}
