//! Refuses to build without the faces that are embedded, and says how to get them.

const FACES: [&str; 4] = [
    "BIZUDPGothic_400Regular.ttf",
    "BIZUDPGothic_700Bold.ttf",
    "BIZUDPMincho_400Regular.ttf",
    "BIZUDPMincho_700Bold.ttf",
];

fn main() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    println!("cargo::rerun-if-changed={}", folder.display());
    for face in FACES {
        if !folder.join(face).is_file() {
            println!(
                "cargo::error=assets/fonts/{face} is missing: run `cargo xtask setup`, which fetches the typefaces"
            );
        }
    }
}
