import Catalog
import Credit

/// What an application and its histories hold, as JSON Schema, read off the lender's catalog.
enum ApplicationSchema {
    /// The schema of the records of one applicant, by name of component.
    static func schemas(of catalog: LenderCatalog) -> [String: JSON] {
        var schemas: [String: JSON] = [:]
        var properties: [String: JSON] = [:]
        for table in catalog.tables {
            schemas[name(of: table)] = record(table, of: catalog)
            let reference: JSON = ["$ref": .text("#/components/schemas/\(name(of: table))")]
            properties[table.name] =
                table.name == catalog.root
                ? reference
                : ["type": "array", "items": reference, "description": .text(table.title.en)]
        }
        schemas["Records"] = [
            "type": "object", "properties": .object(properties), "required": .list([.text(catalog.root)]),
            "additionalProperties": .flag(false),
            "description": "The application of one person, and the histories that the lender has of them.",
        ]
        return schemas
    }

    /// The records of one applicant.
    static let records: JSON = ["$ref": "#/components/schemas/Records"]

    private static func name(of table: TableDefinition) -> String { "Record_\(table.name)" }

    private static func record(_ table: TableDefinition, of catalog: LenderCatalog) -> JSON {
        var properties: [String: JSON] = [:]
        for column in table.columns { properties[column.name] = self.column(column) }
        return [
            "type": "object", "properties": .object(properties), "additionalProperties": .flag(false),
            "description": .text(table.title.en),
        ]
    }

    private static func column(_ column: ColumnDefinition) -> JSON {
        var schema: [String: JSON] = ["description": .text(column.label.en)]
        switch column.kind {
        case .id: schema["type"] = .list(["integer", "null"])
        case .category: schema["type"] = .list(["string", "null"])
        case .flag where column.flagWords != nil: schema["type"] = .list(["string", "null"])
        default: schema["type"] = .list(["number", "null"])
        }
        if !column.levels.isEmpty { schema["examples"] = .list(column.levels.keys.sorted().map(JSON.text)) }
        return .object(schema)
    }
}
