//! Prepares the desktop app: access-control lists, icons and the built screens.

use std::path::Path;
use std::process::exit;

fn main() {
    // Cargo runs this in the package root, which is the repository's root: the place of tauri.conf.json.
    for path in ["src-tauri/capabilities", "src-tauri/permissions", "assets/icons", "ui/dist"] {
        println!("cargo:rerun-if-changed={path}");
    }
    if !Path::new("ui/dist/index.html").exists() {
        eprintln!("The screens are not built: ui/dist/index.html is missing. Run `cargo xtask setup` first.");
        exit(1);
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/*.json")
        .app_manifest(tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/*.toml"))
        .windows_attributes(tauri_build::WindowsAttributes::new().window_icon_path("assets/icons/icon.ico"));
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("tauri-build: {error:#}");
        exit(1);
    }
}
