//! What a sheet promises: it is read back as it was written, what is confidential stays inside, no form loses content.

use sheet::content::key;
use sheet::*;
use std::collections::{BTreeMap, BTreeSet};

/// A document of the plainest kind: edits one after the other, nobody else writing.
#[derive(Default)]
struct Plain {
    texts: BTreeMap<FieldId, String>,
    confidential: BTreeSet<FieldId>,
    lists: BTreeMap<List, Vec<ItemId>>,
    values: BTreeMap<ItemId, BTreeMap<String, Value>>,
    slots: BTreeSet<ItemId>,
}

impl Plain {
    fn apply(&mut self, edit: &Edit) {
        edit.check().unwrap_or_else(|e| panic!("{e}: {edit:?}"));
        let mut set = |id: &ItemId, key: &str, value: Value| {
            self.values.entry(id.clone()).or_default().insert(key.into(), value);
        };
        let mut touched = Vec::new();
        match edit {
            Edit::Text { field, text, .. } => {
                if field.is_open() {
                    set(&field.item(), &format!("{}{}", key::TEXT, field.key()), Value::Bool(true));
                }
                self.texts.insert(field.clone(), text.clone());
                touched.push(field.item());
            }
            Edit::Confidential { field, .. } => drop(self.confidential.insert(field.clone())),
            Edit::Add { id, place, .. } => {
                if let Some(place) = place {
                    set(id, key::PLACE, Value::Word(place.to_string()));
                    touched.push(place.clone());
                }
                self.lists.entry(id.kind().unwrap().list().unwrap()).or_default().push(id.clone());
            }
            Edit::Archive { id } => set(id, key::ARCHIVED, Value::Bool(true)),
            Edit::Value { id, key, value } => {
                set(id, key, value.clone().unwrap());
                touched.push(id.clone());
            }
            Edit::Form { form } => set(&ItemId::sheet(), key::FORM, Value::Word(form.to_string())),
            Edit::Move { .. } | Edit::Restore { .. } => unreachable!("writing a sheet needs none"),
        }
        let is_slot = |id: &ItemId| id.kind().is_some_and(|k| k != Kind::Sheet && k.list().is_none());
        self.slots.extend(touched.into_iter().filter(is_slot));
    }
}

impl Content for Plain {
    fn text(&self, field: &FieldId) -> String {
        self.texts.get(field).cloned().unwrap_or_default()
    }
    fn confidential(&self, field: &FieldId) -> bool {
        self.confidential.contains(field)
    }
    fn list(&self, list: List) -> Vec<ItemId> {
        self.lists.get(&list).cloned().unwrap_or_default()
    }
    fn values(&self, item: &ItemId) -> BTreeMap<String, Value> {
        self.values.get(item).cloned().unwrap_or_default()
    }
    fn slots(&self) -> BTreeSet<ItemId> {
        self.slots.clone()
    }
}

/// A sheet in which every part has something, half of it written as a person would write JSON.
fn full() -> Sheet {
    let json = r#"{
      "fiscalYear": 2024, "cohort": 3, "form": "change-story",
      "theme": "歩いて会いに行けるまち", "subtitle": "となりの席から始める",
      "members": [
        { "name": "山田 花", "reading": "やまだ はな", "post": "主任", "affiliation": "福祉課" },
        { "name": "名を出さない人", "archived": true }
      ],
      "partners": [{ "name": "みどり市" }],
      "leads": { "vision": "まちの背景。", "gap": "" },
      "visions": [{ "id": "vision-main", "horizon": 12, "headline": "誰もが出番を持つまち",
        "lines": [{ "text": "朝市がにぎわう" }], "background": "山と川。", "drift": "店が閉まる。" }],
      "ideals": [{ "id": "ideal-people", "headline": "聴く職員", "bullets": [{ "text": "現場へ行く" }], "reasoning": "なぜなら。" }],
      "gap": [
        { "id": "gap-people-gap", "bullets": [
          { "text": "話す時間がない", "causes": [{ "text": "会議が多い" }, { "text": "古い原因", "archived": true }] },
          { "text": { "text": "特定の部署の事情", "confidential": true }, "causes": [{ "text": "その原因" }] } ] },
        { "id": "gap-organization-past", "bullets": [{ "text": "課が増えた" }] },
        { "id": "gap-organization-present" }
      ],
      "findings": [{ "id": "finding-strengths", "bullets": [{ "text": "近い" }] }],
      "steps": [
        { "id": "step-1", "goals": [
          { "id": "goal-a", "aspect": "people", "text": "一度は話した" },
          { "id": "goal-b", "text": { "text": "内々の目標", "confidential": true } }] },
        { "id": "step-3", "label": "根付く", "horizon": 9 }
      ],
      "why": { "text": "まだ言えない理由", "confidential": true },
      "earlier": [{ "fiscalYear": 2022, "cohort": 1, "team": "三人", "title": "朝の対話", "note": "二年続いた", "status": "established" }],
      "actions": [{ "title": "となりの席", "step": "step-1", "serves": ["goal-b", "goal-a"],
        "attributes": { "purpose": "知り合う", "effect": "", "aim": "別の様式の項目" },
        "effects": [{ "audience": "市民", "text": "早く届く" }],
        "owner": "全員", "statuses": [{ "status": "idea", "date": "2024-06-01" },
          { "status": "trial", "date": "2024-10-01", "reason": { "text": "内部の事情", "confidential": true } }],
        "roadmap": { "1": { "phase": "study" }, "2": { "text": "二つの課で" }, "3": {} } }],
      "poster": { "headline": "会いに行こう", "catchphrase": { "text": "まだ内緒の合言葉", "confidential": true },
        "template": "staircase", "theme": "deep-sea", "hidden": ["goal-b", "goal-a", "goal-b"],
        "pictures": [
          { "hash": "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", "caption": "朝市の日", "alt": "店先で話す三人",
            "focusX": 250, "focusY": 600, "zoom": 140 },
          { "caption": "古い写真", "archived": true },
          { "caption": { "text": "出せない写真", "confidential": true }, "alt": "会議室" }] }
    }"#;
    let mut sheet: Sheet = serde_json::from_str(json).unwrap();
    let mut next = 0;
    sheet.name_items(|| {
        next += 1;
        next
    });
    sheet
}

#[test]
fn what_is_written_is_read_back() {
    let mut sheet = full();
    let mut document = Plain::default();
    sheet.edits().iter().for_each(|e| document.apply(e));
    sheet.sort();
    assert_eq!(Sheet::read(&document), sheet);
    let json = serde_json::to_string(&sheet).unwrap();
    assert_eq!(serde_json::from_str::<Sheet>(&json).unwrap(), sheet);
}

#[test]
fn what_is_confidential_or_archived_does_not_leave() {
    let sheet = full();
    let public = serde_json::to_string(&sheet.public()).unwrap();
    for secret in [
        "特定の部署の事情",
        "その原因",
        "内々の目標",
        "まだ言えない理由",
        "内部の事情",
        "名を出さない人",
        "古い原因",
        "まだ内緒の合言葉",
        "古い写真",
        "出せない写真",
        "会議室",
    ] {
        assert!(serde_json::to_string(&sheet).unwrap().contains(secret));
        assert!(!public.contains(secret), "{secret}");
    }
    for open in
        ["話す時間がない", "会議が多い", "一度は話した", "trial", "やまだ はな", "会いに行こう", "店先で話す三人"]
    {
        assert!(public.contains(open), "{open}");
    }
    assert_eq!(sheet.public().actions[0].serves, ["goal-a".parse().unwrap()]);
}

#[test]
fn a_change_of_form_says_what_it_does_not_show() {
    let sheet = full();
    let fields = |form: &Form| form.not_shown(&sheet).into_iter().map(|n| n.field.to_string()).collect::<Vec<_>>();
    for form in forms::builtin() {
        let shown = form.shown(&sheet);
        let (hidden, seen): (BTreeSet<_>, BTreeSet<_>) = (
            form.not_shown(&sheet).into_iter().map(|n| n.field).collect(),
            shown.fields().into_iter().filter(|(_, t)| !t.is_empty()).map(|(f, _)| f).collect(),
        );
        let archived = sheet.archived_fields();
        for (field, text) in sheet.fields() {
            let once = hidden.contains(&field) != seen.contains(&field);
            let of_poster = matches!(field.item().kind(), Some(Kind::Poster | Kind::Picture));
            assert!(!of_poster || (!hidden.contains(&field) && !seen.contains(&field)), "{}: {field}", form.id);
            assert!(of_poster || text.is_empty() || archived.contains(&field) || once, "{}: {field}", form.id);
        }
    }
    let usual = fields(&forms::builtin()[0]);
    assert!(usual.iter().any(|f| f.ends_with(".attr-aim")) && !usual.iter().any(|f| f.ends_with(".attr-purpose")));
    let emergency = fields(forms::find(&"emergency".parse().unwrap()).unwrap());
    assert!(emergency.contains(&"vision-main.headline".into()) && !emergency.contains(&"goal-a.text".into()));
}

#[test]
fn every_field_can_be_addressed() {
    let sheet = full();
    let fields = sheet.fields();
    assert_eq!(fields.iter().map(|(field, _)| field).collect::<BTreeSet<_>>().len(), fields.len(), "each once");
    for (field, text) in fields {
        assert_eq!(FieldId::new(field.as_str()).as_ref(), Ok(&field));
        assert_eq!(sheet.text(&field), Some(text), "{field}");
        let mut changed = sheet.clone();
        changed.text_mut(&field).unwrap().text = "変えた".into();
        assert_eq!(changed.fields().iter().filter(|(_, text)| text.text == "変えた").count(), 1, "{field}");
        assert_eq!(changed.text(&field).unwrap().text, "変えた");
    }
    assert_eq!(sheet.text(&ItemId::sheet().field("lead-none")), None);
}

#[test]
fn forms_with_faults_name_file_key_and_remedy() {
    let good = include_str!("../../../../assets/forms/change-story.toml");
    let fault = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        Form::parse("assets/forms/change-story.toml", &good.replacen(from, to, 1)).unwrap_err()
    };
    let cases = [
        (fault("id = \"change-story\"", "id = \"other\""), "id", "rename"),
        (fault("key = \"people\"", "key = \"organization\""), "ideal.organization", "key of its own"),
        (fault("key = \"past\"", "key = \"Past\""), "column.Past", "small Latin letters"),
        (fault("kind = \"why\"", "kind = \"actions\""), "section.actions", "keep one"),
        (fault("kind = \"why\"", "kind = \"findings\""), "section.findings", "[[finding]]"),
        (fault("kind = \"ideal\"", "kind = \"findings\""), "ideal", "[[section]]"),
        (fault("horizon = 5", "horizon = 50"), "step.horizon", "nearest step first"),
        (fault("horizon = 5\n", ""), "step.horizon", "or none"),
        (fault("number = \"②\"", "number = \"\""), "section.ideal", "number"),
        (fault("actions = 3", "actions = 0"), "actions", "1 to 20"),
        (fault("causes = false", "cause = false"), "line 8", "change-story.toml"),
        (fault("ja = \"人づくり\"", "ja = \" \""), "ideal.people", "ja ="),
    ];
    for (error, key, remedy) in cases {
        assert_eq!(error.file, "assets/forms/change-story.toml");
        assert_eq!(error.key, key, "{error}");
        assert!(error.remedy.contains(remedy), "{error}");
    }
}
