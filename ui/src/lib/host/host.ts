import type { Commands, Event, Failure, Print } from "./bindings";

/** What a file dialog says and starts from. */
export interface Question {
	/** The title of the dialog. */
	title: string;
	/** What such files are called. */
	kind: string;
	/** Their ending, without its dot; none for a folder that is to be made. */
	extension?: string;
	/** The name offered for a new file. */
	name?: string;
}

/** The one door from the screens to the core; nothing else in `ui` knows a shell or a network. */
export interface Host {
	/** Asks the core; rejects with {@link Refusal} when it says no. */
	call<Name extends keyof Commands>(command: Name, args: Commands[Name]["asked"]): Promise<Commands[Name]["answered"]>;
	/** Hears what the core tells by itself; returns what ends the listening. */
	listen(hear: (event: Event) => void): () => void;
	/** Hears of a book that was asked for from outside the window; returns what ends the listening. */
	asked(open: (path: string) => void): () => void;
	/** The path of a file to open; null when nobody chose. Only where {@link Host.dialogs}. */
	pickBook(question: Question): Promise<string | null>;
	/** The path for a new file; null when nobody chose. Only where {@link Host.dialogs}. */
	pickPlace(question: Question): Promise<string | null>;
	/** Hands a PDF to the browser's downloads. Only where there are no {@link Host.dialogs}. */
	downloadPdf(print: Print): Promise<void>;
	/** Shows an exported PDF in the viewer of the system. Only where {@link Host.dialogs}. */
	openPdf(path: string): Promise<void>;
	/** Shows in the system's own window where an exported file lies. Only where {@link Host.dialogs}. */
	showInFolder(path: string): Promise<void>;
	/** The screens are painted; answers with the path of a book that was asked for before. */
	ready(): Promise<string | null>;
	/** Has `keep` called before the window closes; it stays open where that answers false. Returns what ends this. */
	leaving(keep: () => Promise<boolean>): () => void;
	/** Whether the system's file dialogs are there. In a browser a path is typed instead. */
	readonly dialogs: boolean;
}

/** The core said no; what it said is in the person's language. */
export class Refusal extends Error {
	readonly failure: Failure;

	constructor(failure: Failure) {
		super(failure.what);
		this.name = "Refusal";
		this.failure = failure;
	}
}

/** The book of which something was asked is not the open one any more: nobody needs the answer. */
export class Gone extends Error {
	constructor() {
		super("the book was closed");
		this.name = "Gone";
	}
}

/** Whether `value` is what the core says when it refuses. */
export function isFailure(value: unknown): value is Failure {
	return typeof value === "object" && value !== null && "code" in value && "what" in value;
}
