import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Commands, Event } from "./bindings";
import { type Host, isFailure, type Question, Refusal } from "./host";

/** The desktop shell. */
export function tauri(): Host {
	const hear = <Payload>(name: string, tell: (payload: Payload) => void): (() => void) => {
		const ended = listen<Payload>(name, (event) => tell(event.payload));
		return () => void ended.then((end) => end());
	};
	return {
		dialogs: true,
		call,
		listen: (tell) => hear<Event>("aritai", tell),
		asked: (open) => hear("open", open),
		pickBook: (question: Question) => invoke("choose_book", { question }),
		pickPlace: (question: Question) => invoke("choose_place", { question }),
		downloadPdf: async () => {},
		openPdf: (path) => answer("open_pdf", { path }),
		showInFolder: (path) => answer("show_in_folder", { path }),
		ready: () => invoke("ready"),
		leaving: (keep) => hear("closing", () => void keep().then((kept) => (kept ? invoke("close") : undefined))),
	};
}

const call = <Name extends keyof Commands>(
	command: Name,
	args: Commands[Name]["asked"],
): Promise<Commands[Name]["answered"]> => answer("call", { command, args });

/** What one of the shell's own commands answers; rejects with {@link Refusal} when it says no. */
async function answer<Answer>(command: string, args: Record<string, unknown>): Promise<Answer> {
	try {
		return await invoke<Answer>(command, args);
	} catch (error) {
		throw isFailure(error) ? new Refusal(error) : error;
	}
}
