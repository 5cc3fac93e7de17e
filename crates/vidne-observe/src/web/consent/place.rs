//! A frame with a world of its own, in which banners are looked for.
//!
//! Nothing of it can be reached by the page's scripts. What is asked there does not stand in the log; what is clicked does.

use std::time::Duration;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::web::{
    client::{Logged, Session},
    error::CallError,
};

/// A frame with a world of its own.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) session: Session,
    /// Whether it is the page's own frame.
    pub(super) is_top: bool,
    frame: String,
    world: i64,
}

impl Place {
    /// A world in that frame: the same one each time, as long as the frame holds the same document.
    pub(super) async fn new(session: Session, frame: String, is_top: bool) -> Result<Self, CallError> {
        let params = json!({"frameId": frame, "worldName": WORLD});
        let made: World =
            session.call_within(PATIENCE, "Page.createIsolatedWorld", params, Logged::Not).await?;
        Ok(Self { session, is_top, frame, world: made.execution_context_id })
    }

    /// What tells it from every other document of every other frame.
    pub(super) fn world(&self) -> (&str, i64) {
        (&self.frame, self.world)
    }

    /// What an expression yields in it. It fails where the frame holds another document by now.
    pub(super) async fn ask<T: DeserializeOwned>(&self, expression: &str) -> Result<T, CallError> {
        let params = json!({
            "expression": expression, "contextId": self.world,
            "returnByValue": true, "timeout": 3_000, "silent": true, "userGesture": true,
        });
        let told: Evaluated =
            self.session.call_within(PATIENCE, "Runtime.evaluate", params, Logged::Not).await?;
        let value = told.value("Runtime.evaluate")?;
        serde_json::from_value(value)
            .map_err(|error| CallError::Strange { method: "Runtime.evaluate", reason: error.to_string() })
    }

    /// Handles of the things in the list that an expression yields, until they are [released](Self::release).
    pub(super) async fn objects(&self, expression: &str) -> Result<Vec<String>, CallError> {
        let params = json!({
            "expression": expression, "contextId": self.world, "objectGroup": WORLD, "timeout": 3_000, "silent": true,
        });
        let told: Evaluated =
            self.session.call_within(PATIENCE, "Runtime.evaluate", params, Logged::Not).await?;
        let list = json!({"objectId": told.result.handle, "ownProperties": true});
        let told: Properties =
            self.session.call_within(PATIENCE, "Runtime.getProperties", list, Logged::Not).await?;
        Ok(told.result.into_iter().filter_map(|each| each.value?.handle).collect())
    }

    /// Lets go of all handles.
    pub(super) async fn release(&self) {
        let group = json!({"objectGroup": WORLD});
        let call =
            self.session.call_within::<Value>(PATIENCE, "Runtime.releaseObjectGroup", group, Logged::Not);
        let _ = call.await;
    }

    /// The closed shadow root of an element, as the browser numbers it.
    pub(super) async fn closed_root(&self, element: &str) -> Result<Option<i64>, CallError> {
        let node = json!({"objectId": element});
        let told: Described =
            self.session.call_within(PATIENCE, "DOM.describeNode", node, Logged::Not).await?;
        let closed =
            told.node.shadow_roots.iter().find(|root| root.shadow_root_type.as_deref() == Some("closed"));
        Ok(closed.map(|root| root.backend_node_id))
    }

    /// A handle of that node in our world.
    pub(super) async fn resolve(&self, node: i64) -> Result<String, CallError> {
        let node = json!({"backendNodeId": node, "executionContextId": self.world, "objectGroup": WORLD});
        let told: Resolved = self.session.call_within(PATIENCE, "DOM.resolveNode", node, Logged::Not).await?;
        let without =
            || CallError::Strange { method: "DOM.resolveNode", reason: "it has no handle".to_owned() };
        told.object.handle.ok_or_else(without)
    }

    /// Calls a function of our world on one thing, with another.
    pub(super) async fn tell<T: DeserializeOwned>(
        &self,
        function: &str,
        on: &str,
        with: &str,
    ) -> Result<T, CallError> {
        let params = json!({
            "objectId": on, "functionDeclaration": function, "arguments": [{"objectId": with}], "returnByValue": true, "silent": true,
        });
        self.session.call_within(PATIENCE, "Runtime.callFunctionOn", params, Logged::Not).await
    }

    /// Whether an expression holds in the world of the page's own scripts. What a rule asks of a tool's own interface needs it.
    pub(super) async fn holds_in_page(&self, expression: &str) -> Result<bool, CallError> {
        let here = json!({"expression": "document", "contextId": self.world, "silent": true});
        let here: Evaluated =
            self.session.call_within(PATIENCE, "Runtime.evaluate", here, Logged::Not).await?;
        let node = json!({"objectId": here.result.handle});
        let node: Described =
            self.session.call_within(PATIENCE, "DOM.describeNode", node, Logged::Not).await?;
        // Resolved without a world, a node is the page's own.
        let node = json!({"backendNodeId": node.node.backend_node_id});
        let node: Resolved = self.session.call_within(PATIENCE, "DOM.resolveNode", node, Logged::Not).await?;
        let params = json!({
            "objectId": node.object.handle, "functionDeclaration": format!("async function () {{ return !!(await ({expression})); }}"),
            "returnByValue": true, "awaitPromise": true, "silent": true,
        });
        let told: Evaluated =
            self.session.call_within(PATIENCE, "Runtime.callFunctionOn", params, Logged::Not).await?;
        told.value("Runtime.callFunctionOn").map(|value| value == Value::Bool(true))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct World {
    execution_context_id: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Evaluated {
    result: Object,
    exception_details: Option<Thrown>,
}

impl Evaluated {
    fn value(self, method: &'static str) -> Result<Value, CallError> {
        match self.exception_details {
            Some(thrown) => Err(CallError::Strange { method, reason: thrown.reason() }),
            None => Ok(self.result.value.unwrap_or_default()),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Object {
    value: Option<Value>,
    #[serde(rename = "objectId")]
    handle: Option<String>,
    description: Option<String>,
}

#[derive(Deserialize)]
struct Thrown {
    text: String,
    exception: Option<Object>,
}

impl Thrown {
    fn reason(self) -> String {
        let description = self.exception.and_then(|thrown| thrown.description);
        description.unwrap_or(self.text).chars().take(300).collect()
    }
}

#[derive(Deserialize)]
struct Described {
    node: Node,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    backend_node_id: i64,
    #[serde(default)]
    shadow_roots: Vec<Node>,
    shadow_root_type: Option<String>,
}

#[derive(Deserialize)]
struct Properties {
    result: Vec<Property>,
}

#[derive(Deserialize)]
struct Property {
    value: Option<Object>,
}

#[derive(Deserialize)]
struct Resolved {
    object: Object,
}

const WORLD: &str = "__vidne_consent";
const PATIENCE: Duration = Duration::from_secs(4);
