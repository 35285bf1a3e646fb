import type { Host } from "./host";
import { ordered } from "./ordered";

export { Gone, type Host, type Question, Refusal } from "./host";

/** The host that these screens run in. Only the code of that one is loaded. */
export async function findHost(): Promise<Host> {
	if ("__TAURI_INTERNALS__" in window) return ordered((await import("./tauri")).tauri());
	return ordered((await import("./browser")).browser());
}
