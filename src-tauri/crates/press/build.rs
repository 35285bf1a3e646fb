//! Refuses to build without the faces that are embedded, and says how to get them.

const FACES: [&str; 11] = [
    "BIZUDPGothic_400Regular.ttf",
    "BIZUDPGothic_700Bold.ttf",
    "BIZUDPMincho_400Regular.ttf",
    "BIZUDPMincho_700Bold.ttf",
    "NotoSansJP_400Regular.ttf",
    "NotoSansJP_700Bold.ttf",
    "NotoSerifJP_400Regular.ttf",
    "NotoSerifJP_700Bold.ttf",
    "NotoEmoji_400Regular.ttf",
    "NotoEmoji_700Bold.ttf",
    "NotoSansSymbols2_400Regular.ttf",
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
