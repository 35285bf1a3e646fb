//! The real window, driven as a person would: tauri-driver and WebKitWebDriver under a display of their own.
//!
//! `cargo xtask test` sees to the driver, the display and the feature `e2e`; by hand it is
//! `cargo nextest run -p aritai --features e2e` where `TAURI_DRIVER` names tauri-driver and a display is there.

#[cfg(target_os = "linux")]
mod driver;
#[cfg(target_os = "linux")]
mod frame;
#[cfg(target_os = "linux")]
mod started_again;
#[cfg(target_os = "linux")]
mod window;
