/** Names of files that every system takes. Pure. */

/** A name without the characters that Windows does not allow in one. */
export function fileName(name: string): string {
	const plain = name
		.replace(/[<>:"/\\|?*]/g, "_")
		.replace(/\p{Cc}/gu, "")
		.replace(/[. ]+$/, "")
		.trim();
	return /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(plain) || plain === "" ? `_${plain}` : plain;
}

/** The path of a book of `organisation` in `folder`, joined as the folder's own system joins. */
export function bookPath(folder: string, organisation: string): string {
	const separator = folder.includes("\\") && !folder.includes("/") ? "\\" : "/";
	const base = folder.endsWith(separator) ? folder : `${folder}${separator}`;
	return `${base}${fileName(organisation)}.aritai`;
}
