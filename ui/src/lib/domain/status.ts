import type { Status } from "$lib/host/bindings";
import { t } from "$lib/words.svelte";

/** The statuses of an action in the order of its life, as the words of a list. */
export function statusOptions(): { value: Status; label: string }[] {
	const order: Status[] = [
		"idea",
		"discussing",
		"trial",
		"running",
		"established",
		"stopped",
		"declined",
		"handed-over",
	];
	return order.map((value) => ({ value, label: t(`status.${value}`) }));
}
