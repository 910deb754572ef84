import Access
import Conformance
import Foundation
import Storage
import Testing

@Suite("SQLite keeps every promise of an account store")
struct SQLiteAccountTests {
    @Test("the promise holds", arguments: AccountStoreConformance.laws)
    func law(_ law: AccountStoreLaw) async throws {
        let folder = try TemporaryFolder()
        try await law.check(try SQLiteAccountStore.open(path: folder.path("accounts.sqlite")))
    }

    @Test("there are laws to run") func notEmpty() { #expect(AccountStoreConformance.laws.count >= 8) }

    @Test("what was kept is there when the file is opened again, and only its owner may read it")
    func reopened() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("accounts.sqlite")
        let account = Account(
            name: try AccountName(typed: "anne"), roles: [.adviser], password: nil,
            created: Date(timeIntervalSince1970: 0))
        #expect(try await SQLiteAccountStore.open(path: path).insert(account))
        #expect(try await SQLiteAccountStore.open(path: path).accounts() == [account])
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("a file that is no database is refused with what to do")
    func damaged() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("accounts.sqlite")
        try Data(repeating: 0x41, count: 8192).write(to: URL(filePath: path))
        let error = #expect(throws: StorageError.self) { try SQLiteAccountStore.open(path: path) }
        #expect(error?.code == .corrupt)
        #expect(error?.message == "the accounts in \(path) are damaged: bring back a copy of the file.")
    }
}
