/// What `rework` can write.
enum ReworkFormat: String, OutputFormat {
    case text, json, jsonl, csv, markdown
}
