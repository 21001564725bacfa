//! One store of `IndexedDB`, each draft as JSON under its id.

use idb::{Database, DatabaseEvent, Error, Factory, ObjectStoreParams, Query, TransactionMode};
use wasm_bindgen::JsValue;

use super::{Draft, Overwrite, StoreError, decide};
use crate::{format, json};

const DATABASE: &str = "piecewise";
const STORE: &str = "drafts";

/// Every draft of this browser, in the order of their ids.
pub async fn list() -> Result<Vec<Draft>, StoreError> {
    read_all().await.map_err(|_| StoreError::Unavailable)
}

/// One draft; `None` if there is none with this id.
pub async fn get(id: &str) -> Result<Option<Draft>, StoreError> {
    let read = async {
        let database = open().await?;
        let store = database.transaction(&[STORE], TransactionMode::ReadOnly)?.object_store(STORE)?;
        let value = store.get(Query::Key(JsValue::from_str(id)))?.await?;
        database.close();
        Ok::<_, Error>(value.as_ref().and_then(parse))
    };
    read.await.map_err(|_| StoreError::Unavailable)
}

/// Stores a draft, and returns it as stored. Reading and writing are one transaction, so two tabs cannot both win.
pub async fn put(draft: Draft, overwrite: Overwrite) -> Result<Draft, StoreError> {
    let write = async {
        let database = open().await?;
        let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(STORE)?;
        let held = store.get(Query::Key(JsValue::from_str(&draft.id)))?.await?.as_ref().and_then(parse);
        let decided = decide(held, draft, overwrite, format::now_ms());
        if let Ok(draft) = &decided {
            let json = json::write(draft);
            store.put(&JsValue::from_str(&json), Some(&JsValue::from_str(&draft.id)))?.await?;
        }
        transaction.commit()?.await?;
        database.close();
        Ok::<_, Error>(decided)
    };
    write.await.unwrap_or(Err(StoreError::Unavailable))
}

/// Deletes a draft; one that is not there is deleted already.
pub async fn delete(id: &str) -> Result<(), StoreError> {
    let delete = async {
        let database = open().await?;
        let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        transaction.object_store(STORE)?.delete(Query::Key(JsValue::from_str(id)))?.await?;
        transaction.commit()?.await?;
        database.close();
        Ok::<_, Error>(())
    };
    delete.await.map_err(|_| StoreError::Unavailable)
}

async fn read_all() -> Result<Vec<Draft>, Error> {
    let database = open().await?;
    let store = database.transaction(&[STORE], TransactionMode::ReadOnly)?.object_store(STORE)?;
    let values = store.get_all(None, None)?.await?;
    database.close();
    Ok(values.iter().filter_map(parse).collect())
}

async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            // A store that cannot be made shows when it is first used.
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    request.await
}

fn parse(value: &JsValue) -> Option<Draft> {
    json::read(&value.as_string()?)
}
