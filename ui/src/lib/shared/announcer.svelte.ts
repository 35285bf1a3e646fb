/** What is read aloud to people who do not see what moved. */
class Announcer {
	said = $state("");

	say(text: string): void {
		// The same sentence twice is two events: a trailing no-break space makes it new.
		this.said = text === this.said ? `${text}\u00a0` : text;
	}
}

export const announcer = new Announcer();
