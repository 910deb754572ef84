import AsyncHTTPClient
import Foundation
import NIOCore
import NIOSSL

/// What a server's answer that is not a success means for the person.
enum ServerRefusal {
    private struct Body: Decodable {
        let errorCode: String?
        private enum CodingKeys: String, CodingKey { case errorCode = "error_code" }
    }

    /// Nothing of the server's own message, which may quote what was sent.
    static func error(_ answer: HTTPAnswer, call: HTTPCall, settings: MLflowSettings) -> TrackingError {
        let server = "the MLflow server at \(settings.address)"
        let name = (try? JSONDecoder().decode(Body.self, from: answer.body))?.errorCode
        let isPlain = name?.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (65...90).contains($0) } == true
        let reason = isPlain ? name.map { ", \($0)" } ?? "" : ""
        switch answer.status {
        case 300..<400:
            return TrackingError(
                .rejected, "\(server) sends the caller elsewhere: set MLFLOW_TRACKING_URI to the address it sends to.")
        case 401:
            return TrackingError(
                .refused,
                "\(server) does not know this user or password: check MLFLOW_TRACKING_USERNAME and _PASSWORD, or _TOKEN."
            )
        case 403:
            return TrackingError(
                .refused, "\(server) does not allow this user to do this (\(call.title)): ask its administrator.")
        case 404 where name == "RESOURCE_DOES_NOT_EXIST":
            return TrackingError(.notFound, "\(server) does not have what was asked for (\(call.title)).")
        case 404, 405:
            return TrackingError(
                .unsupported,
                "\(server) does not know the call \(call.title): check the address, and that it is MLflow 3 or later.")
        case 400 where name == "RESOURCE_ALREADY_EXISTS":
            return TrackingError(.taken, "\(server) has this name already (\(call.title)).")
        case 413:
            return TrackingError(
                .rejected, "\(server) or a proxy before it does not take files this long: ask its administrator.")
        case 501:
            return TrackingError(.unsupported, "\(server) cannot do \(call.title): ask its administrator.")
        case 408, 429, 500...:
            return TrackingError(
                .failing, "\(server) fails (\(call.title), status \(answer.status)\(reason)): try again later.")
        default:
            return TrackingError(
                .rejected, "\(server) did not accept \(call.title) (status \(answer.status)\(reason)).")
        }
    }
}

/// Why no answer came.
enum ConnectionFailure {
    static func error(_ error: any Error, settings: MLflowSettings) -> TrackingError {
        let server = "the MLflow server at \(settings.address)"
        switch error {
        case let error as TrackingError: return error
        case let error as HTTPClientError where error == .invalidURL || error == .emptyHost:
            return TrackingError(.invalid, "MLFLOW_TRACKING_URI is not the address of a server.")
        case is NIOTooManyBytesError:
            return TrackingError(.rejected, "\(server) gave an answer that is too long: check the address.")
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            return TrackingError(
                .refused,
                "no secure connection could be made with \(server): check its certificate, or name a file of certificates "
                    + "to trust in MLFLOW_TRACKING_SERVER_CERT_PATH.")
        default:
            return TrackingError(
                .unreachable, "\(server) does not answer: check that it runs and that the address is right.")
        }
    }
}
