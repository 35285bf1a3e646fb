import type { Commands, Event, Print } from "./bindings";
import { type Host, isFailure, Refusal } from "./host";

const REFUSED = 422;
/** Milliseconds before a lost connection is tried again. */
const AGAIN = 1000;

/** The same screens in a browser: commands over HTTP, events over a WebSocket. The session is a cookie. */
export function browser(): Host {
	return {
		dialogs: false,
		call,
		listen,
		asked: () => () => {},
		pickBook: async () => null,
		pickPlace: async () => null,
		async downloadPdf(print) {
			const response = await fetch(`/api/pdf?${query(print)}`);
			if (!response.ok) throw await refusal(response);
			download(await response.blob(), nameIn(response.headers.get("content-disposition")));
		},
		openPdf: async () => {},
		showInFolder: async () => {},
		ready: async () => null,
		// A page cannot wait: it keeps what it can while it goes.
		leaving: (keep) => {
			const going = () => void keep();
			window.addEventListener("pagehide", going);
			return () => window.removeEventListener("pagehide", going);
		},
	};
}

/** The wishes of a print as a query. */
function query(print: Print): URLSearchParams {
	const wishes = Object.entries(print).filter(([, wish]) => wish !== null && wish !== undefined);
	return new URLSearchParams(wishes.map(([name, wish]) => [name, String(wish)]));
}

async function call<Name extends keyof Commands>(
	command: Name,
	args: Commands[Name]["asked"],
): Promise<Commands[Name]["answered"]> {
	const response = await fetch("/api/call", {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ command, args }),
		// A short request outlives the page: what was typed last is kept when the window closes.
		keepalive: command === "edit" && JSON.stringify(args).length < 20_000,
	});
	if (!response.ok) throw await refusal(response);
	return (await response.json()) as Commands[Name]["answered"];
}

async function refusal(response: Response): Promise<Error> {
	const said: unknown = response.status === REFUSED ? await response.json() : null;
	return isFailure(said) ? new Refusal(said) : new Error(`HTTP ${response.status}`);
}

function listen(tell: (event: Event) => void): () => void {
	let socket: WebSocket | null = null;
	let ended = false;
	let lost = false;
	const connect = () => {
		if (ended) return;
		socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/api/events`);
		socket.addEventListener("open", () => {
			// What happened meanwhile was not heard.
			if (lost) tell({ event: "book-changed" });
			lost = false;
		});
		socket.addEventListener("message", (message) => tell(JSON.parse(String(message.data)) as Event));
		socket.addEventListener("close", () => {
			lost = true;
			setTimeout(connect, AGAIN);
		});
	};
	connect();
	return () => {
		ended = true;
		socket?.close();
	};
}

/** The file name in a Content-Disposition header (RFC 6266). */
export function nameIn(disposition: string | null): string {
	const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/)?.[1];
	return encoded ? decodeURIComponent(encoded) : "sheet.pdf";
}

function download(file: Blob, name: string): void {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
