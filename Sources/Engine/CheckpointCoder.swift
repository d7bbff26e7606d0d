import Domain
import Foundation

/// A pipeline's state as bytes: JSON with sorted keys, models named by their content.
struct CheckpointCoder {
    let artifacts: any ArtifactStore

    func encode(_ state: PipelineState) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        encoder.userInfo[ArtifactsKey.key] = artifacts
        return Array(try encoder.encode(state))
    }

    func decode(_ bytes: [UInt8]) throws -> PipelineState {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        decoder.userInfo[ArtifactsKey.key] = artifacts
        return try decoder.decode(PipelineState.self, from: Data(bytes))
    }
}
