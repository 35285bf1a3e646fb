import type { Host } from "./host";

export { type Host, type Question, Refusal } from "./host";

/** The host that these screens run in. Only the code of that one is loaded. */
export async function findHost(): Promise<Host> {
	if ("__TAURI_INTERNALS__" in window) return (await import("./tauri")).tauri();
	return (await import("./browser")).browser();
}
