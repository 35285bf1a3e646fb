//! What a person does in the window, and finds again after a restart.

use crate::driver::{Driver, Tested};

#[tokio::test(flavor = "multi_thread")]
async fn the_window_opens() -> Tested {
    let data = tempfile::tempdir()?;
    let driver = Driver::start(data.path())?;
    let window = driver.open().await?;
    window.find("title").await?;
    window.close().await
}
