//! A program that starts in sync code.

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let path = std::env::temp_dir().join("documented-ask");
    std::fs::write(&path, "a note")?;
    println!("{} {}", documented::is_there(&path).await, documented::read(&path).await?);
    Ok(())
}
