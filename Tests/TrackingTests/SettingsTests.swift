import Testing
import Tracking

@Suite("Settings come from the variables of MLflow's own client")
struct SettingsTests {
    @Test("without an address there are none")
    func none() throws {
        #expect(try MLflowSettings(environment: [:]) == nil)
        #expect(try MLflowSettings(environment: ["MLFLOW_TRACKING_URI": "", "MLFLOW_TRACKING_TOKEN": "x"]) == nil)
    }

    @Test("each variable is read")
    func all() throws {
        let read = try MLflowSettings(environment: [
            "MLFLOW_TRACKING_URI": "HTTPS://mlflow.bank.example:8443/team/", "MLFLOW_TRACKING_USERNAME": "ana",
            "MLFLOW_TRACKING_PASSWORD": "pass:word é", "MLFLOW_TRACKING_TOKEN": "not used beside a password",
            "MLFLOW_EXPERIMENT_NAME": "crédit", "MLFLOW_WORKSPACE": "risk", "MLFLOW_HTTP_REQUEST_TIMEOUT": "30",
            "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "2", "MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR": "1",
            "MLFLOW_TRACKING_INSECURE_TLS": "true", "MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE": "1000",
            "MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE": "6000000", "MLFLOW_TRACKING_SERVER_CERT_PATH": "ca.pem",
        ])
        let settings = try #require(read)
        #expect(settings.address == "https://mlflow.bank.example:8443/team")
        #expect(settings.credentials == .password(user: "ana", password: "pass:word é"))
        #expect(settings.experiment == "crédit" && settings.workspace == "risk")
        #expect(settings.timeout == 30 && settings.retries == 2 && settings.pause == 1)
        #expect(settings.trustsAnyCertificate && settings.certificates == "ca.pem")
        #expect(settings.multipartThreshold == 1000 && settings.partSize == 6_000_000)
        #expect("\(settings)" == "https://mlflow.bank.example:8443/team")
    }

    @Test("a token stands alone; a name and a password may stand in the address and are taken out of it")
    func credentials() throws {
        let token = try MLflowSettings(environment: [
            "MLFLOW_TRACKING_URI": "http://localhost:5000", "MLFLOW_TRACKING_TOKEN": "abc",
        ])
        #expect(token?.credentials == .token("abc"))
        let inside = try MLflowSettings(address: "http://ana:p%40ss@localhost:5000")
        #expect(inside.credentials == .password(user: "ana", password: "p@ss"))
        #expect(inside.address == "http://localhost:5000")
        #expect(!inside.description.contains("p@ss"))
    }

    @Test(
        "a value that makes no sense is said by its variable's name, never by its text",
        arguments: [
            ("MLFLOW_TRACKING_URI", "sqlite:///secret.db"), ("MLFLOW_TRACKING_URI", "./secret"),
            ("MLFLOW_TRACKING_URI", "http://"), ("MLFLOW_TRACKING_URI", "databricks"),
            ("MLFLOW_TRACKING_URI", "http://host/?secret=1"), ("MLFLOW_TRACKING_TOKEN", "secret\nX-Evil: 1"),
            ("MLFLOW_HTTP_REQUEST_TIMEOUT", "secret"), ("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "-1"),
            ("MLFLOW_TRACKING_INSECURE_TLS", "secret"),
        ])
    func refused(name: String, value: String) {
        let error = #expect(throws: TrackingError.self) {
            var environment = ["MLFLOW_TRACKING_URI": "http://localhost:5000"]
            environment[name] = value
            _ = try MLflowSettings(environment: environment)
        }
        #expect(error?.code == .invalid)
        #expect(error?.message.contains(name) == true)
        #expect(error?.message.contains("secret") == false)
    }
}
