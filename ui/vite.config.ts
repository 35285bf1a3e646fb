import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/**
 * Every webview that runs Aritai reads WOFF2, so the older copies of the screen font stay out of the bundle; where
 * Windows has the face already, its own file is taken.
 */
function leanFonts(): Plugin {
	return {
		name: "aritai-lean-fonts",
		enforce: "pre",
		transform(code, id) {
			if (!/@fontsource\/.*\.css/.test(id)) return null;
			return code.replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, "");
		},
	};
}

export default defineConfig({
	plugins: [leanFonts(), svelte(), svelteTesting()],
	resolve: {
		alias: {
			$lib: fileURLToPath(new URL("./src/lib", import.meta.url)),
			$assets: fileURLToPath(new URL("../assets", import.meta.url)),
		},
	},
	server: { host: "127.0.0.1", port: 5173, strictPort: true, fs: { allow: [".."] } },
	build: {
		target: ["chrome109", "safari16.4"],
		// Fonts and pictures stay files: the content security policy allows no data: fonts.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		chunkSizeWarningLimit: 600,
	},
	test: {
		environment: "jsdom",
		include: ["tests/**/*.test.ts"],
		setupFiles: ["tests/setup.ts"],
	},
});
