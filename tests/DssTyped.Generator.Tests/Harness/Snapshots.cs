using System.Text;

namespace DssTyped.Generator.Tests.Harness;

/// <summary>Snapshots that tests start from.</summary>
internal static class Snapshots
{
    /// <summary>Two aggregates joined, with an object of every kind.</summary>
    public const string Clinical = """
        {
          "formatVersion": 1,
          "project": { "projectKey": "CLINICAL", "name": "Clinical trial" },
          "datasets": [
            { "name": "CLINICAL_NOTES", "type": "UploadedFiles", "schema": { "columns": [ { "name": "patient_id", "type": "string" }, { "name": "note", "type": "string" } ] } },
            { "name": "CLINICAL_NOTES_AGG", "type": "Filesystem", "managed": true, "schema": { "columns": [ { "name": "patient_id", "type": "string" }, { "name": "count", "type": "bigint" } ] } },
            { "name": "LAB_RESULTS", "type": "UploadedFiles", "shortDesc": "Results as the laboratory <sends> them",
              "schema": { "columns": [
                { "name": "patient_id", "type": "string", "comment": "Pseudonym of the patient" },
                { "name": "value", "type": "double", "meaning": "DoubleMeaning" },
                { "name": "taken_at", "type": "date" }, { "name": "details", "type": "map" }, { "name": "ward", "type": "geopoint" } ] } },
            { "name": "LAB_RESULTS_AGG", "type": "Filesystem", "managed": true,
              "partitioning": { "dimensions": [ { "name": "day", "type": "time", "params": { "period": "DAY" } }, { "name": "country", "type": "value" } ] },
              "schema": { "columns": [ { "name": "patient_id", "type": "string" }, { "name": "value_avg", "type": "double" } ] } },
            { "name": "ML_TRAINING_DATA", "type": "Filesystem", "managed": true, "flowOptions": { "rebuildBehavior": "EXPLICIT" },
              "schema": { "columns": [ { "name": "patient_id", "type": "string" }, { "name": "value_avg", "type": "double" }, { "name": "count", "type": "bigint" } ] } },
            { "name": "REJECTED", "type": "Filesystem", "managed": true, "schema": { "columns": [ { "name": "patient_id", "type": "string" } ] } }
          ],
          "recipes": [
            { "name": "group_CLINICAL_NOTES_AGG", "type": "python", "inputs": { "main": { "items": [ { "ref": "CLINICAL_NOTES" } ] } }, "outputs": { "main": { "items": [ { "ref": "CLINICAL_NOTES_AGG" } ] } } },
            { "name": "group_LAB_RESULTS_AGG", "type": "python", "inputs": { "main": { "items": [ { "ref": "LAB_RESULTS" } ] } }, "outputs": { "main": { "items": [ { "ref": "LAB_RESULTS_AGG" } ] } } },
            { "name": "join_ML_TRAINING_DATA", "type": "python", "inputs": { "main": { "items": [ { "ref": "LAB_RESULTS_AGG" }, { "ref": "CLINICAL_NOTES_AGG" } ] } },
              "outputs": { "main": { "items": [ { "ref": "ML_TRAINING_DATA" } ] }, "unmatchedLeft": { "items": [ { "ref": "REJECTED" } ] } } },
            { "name": "train_model", "type": "prediction_training", "inputs": { "main": { "items": [ { "ref": "ML_TRAINING_DATA" } ] } }, "outputs": { "main": { "items": [ { "ref": "m0d3lid1" } ] } } }
          ],
          "managedFolders": [ { "id": "f0ld3r01", "name": "Reports" } ],
          "savedModels": [ { "id": "m0d3lid1", "name": "Risk", "miniTask": { "taskType": "PREDICTION", "predictionType": "REGRESSION", "targetVariable": "value_avg" } } ],
          "modelEvaluationStores": [ { "id": "st0re001", "name": "Evaluations" } ],
          "streamingEndpoints": [ { "id": "events", "name": "events" } ],
          "knowledgeBanks": [ { "id": "kb000001", "name": "Guidelines" } ],
          "scenarios": [ { "id": "NIGHTLY", "name": "Nightly build", "type": "step_based" } ],
          "zones": [ { "id": "default", "name": "Default", "items": [ { "objectType": "DATASET", "objectId": "LAB_RESULTS" } ] } ],
          "variables": [ { "name": "country", "value": "FR" } ]
        }
        """;

    /// <summary>A flow of many datasets and columns.</summary>
    public static string Large(int datasets, int columns, Func<int, int, string>? columnName = null)
    {
        var text = new StringBuilder("{\"formatVersion\":1,\"project\":{\"projectKey\":\"LARGE\",\"name\":\"Large\"},\"datasets\":[\n");
        for (int d = 0; d < datasets; d++)
        {
            text.Append(d > 0 ? ",\n" : "").Append($"{{\"name\":\"DATASET_{d}\",\"type\":\"Filesystem\",\"schema\":{{\"columns\":[");
            for (int c = 0; c < columns; c++)
                text.Append(c > 0 ? "," : "").Append($"{{\"name\":\"{columnName?.Invoke(d, c) ?? $"column_{c}"}\",\"type\":\"{(c % 3 == 0 ? "string" : c % 3 == 1 ? "double" : "bigint")}\"}}");

            text.Append("]}}");
        }

        text.Append("],\n\"recipes\":[");
        for (int d = 1; d < datasets; d++)
            text.Append(d > 1 ? ",\n" : "").Append($"{{\"name\":\"compute_DATASET_{d}\",\"type\":\"sync\",\"inputs\":{{\"main\":{{\"items\":[{{\"ref\":\"DATASET_{d - 1}\"}}]}}}},\"outputs\":{{\"main\":{{\"items\":[{{\"ref\":\"DATASET_{d}\"}}]}}}}}}");

        return text.Append("]}\n").ToString();
    }
}
