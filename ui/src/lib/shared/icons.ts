/** Outlines on a grid of 24, drawn for Aritai; stroked in the colour of the text. */
export const icons = {
	undo: "M9 7 4.5 11.5 9 16M5 11.5h9a5.5 5.5 0 0 1 0 11h-2",
	redo: "M15 7l4.5 4.5L15 16M19 11.5h-9a5.5 5.5 0 0 0 0 11h2",
	plus: "M12 5v14M5 12h14",
	minus: "M5 12h14",
	close: "M6 6l12 12M18 6 6 18",
	archive: "M4 5h16v4H4zM5.5 9v10h13V9M10 13h4",
	grip: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
	lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
	unlock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.7-1.4",
	down: "M6 9.5l6 6 6-6",
	right: "M9.5 6l6 6-6 6",
	page: "M6 3.5h8.5L18 7v13.5H6zM14 3.5V7.5h4",
	export: "M12 15V4M8 7.5 12 3.5l4 4M5 13v7h14v-7",
	more: "M6 12h.01M12 12h.01M18 12h.01",
	help: "M9 9.2a3 3 0 1 1 4.2 2.8c-.8.4-1.2.9-1.2 1.8M12 17.2h.01",
	left: "M14.5 6l-6 6 6 6",
	flag: "M6 21V4h11l-2.5 4L17 12H6",
	check: "M5 12.5l4.5 4.5L19 7.5",
	alert: "M12 4 2.8 20h18.4zM12 10v4.5M12 17.3h.01",
	folder: "M3.5 6h6l2 2.5h9V19h-17z",
	globe: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c5 5.2 5 11.8 0 17M12 3.5c-5 5.2-5 11.8 0 17",
	form: "M4 4.5h16v15H4zM4 9.5h16M10 9.5v10",
	home: "M4 11 12 4.5 20 11M6.5 9.5V20h11V9.5",
	wide: "M9 5H4v5M15 19h5v-5M4 5l6 6M20 19l-6-6",
} as const;

export type IconName = keyof typeof icons;
