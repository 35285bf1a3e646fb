import en from "$assets/i18n/en.json";
import ja from "$assets/i18n/ja.json";

export type Language = "ja" | "en";

/** A key of the catalogue of words. */
export type Word = keyof typeof ja;

const catalogues: Record<Language, Record<string, string>> = { ja, en };

class Words {
	/** The language of the screens. */
	language = $state<Language>("ja");

	/** The text for `key`, with each `{name}` replaced by its value. */
	say(key: Word, values: Record<string, string | number> = {}): string {
		return fill(catalogues[this.language][key] ?? key, values);
	}

	/** Words that come in both languages, as in a form. */
	of(both: { ja: string; en: string }): string {
		return both[this.language];
	}
}

/**
 * `text` with each `{name}` replaced by its value, and each `[name:page|pages]` by its first words where the value is 1 and
 * by its second otherwise; what has no value stays.
 */
export function fill(text: string, values: Record<string, string | number>): string {
	return text.replace(
		/\{(\w+)\}|\[(\w+):([^|\]]*)\|([^\]]*)\]/g,
		(whole, name?: string, counted?: string, one?: string, more?: string) => {
			const value = values[name ?? counted ?? ""];
			if (value === undefined) return whole;
			return name === undefined ? String(value === 1 ? one : more) : String(value);
		},
	);
}

/** The words of the screens. */
export const words = new Words();

/** Short for {@link Words.say}. */
export const t = (key: Word, values?: Record<string, string | number>): string => words.say(key, values);
