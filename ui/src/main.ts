import "@fontsource/biz-udpgothic/400.css";
import "@fontsource/biz-udpgothic/700.css";
import "./app.css";
import { mount } from "svelte";
import { findHost } from "$lib/host";
import App from "./App.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("index.html lacks #app");
const host = await findHost();
mount(App, { target, props: { host } });
