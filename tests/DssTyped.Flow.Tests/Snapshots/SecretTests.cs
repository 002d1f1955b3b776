using System.Text.Json;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;

namespace DssTyped.Tests.Snapshots;

public sealed class SecretTests
{
    // Built from parts, so that scanners of this repository find no secret in it.
    private static readonly string[] Recognizable =
    [
        "AKIA" + "IOSFODNN7EXAMPLE", "ghp_" + new string('a', 36), "sk-" + "proj-" + new string('b', 24), "sk-" + new string('c', 40), "dkuaps-" + "abcdEFGH12345678ijkl",
        "xoxb-" + "123456789012-abcdefghij", "hf_" + new string('d', 34), "dapi" + new string('7', 32), "SG." + new string('e', 22) + "." + new string('f', 43), "ya29." + new string('g', 40), "-----BEGIN RSA PRIVATE KEY-----\nMIIEplanted\n-----END RSA PRIVATE KEY-----", "eyJhbGciOiJIUzI1" + ".eyJzdWIiOiIxMjM0" + ".SflKxwRJSMeKKF2QT4",
        "https://user:planted1@host/x", "password=planted2;", "api_key = 'planted3'", "{\"client_secret\": \"planted4\"}", "Authorization: Bearer planted5planted5planted5", "postgresql://u:planted6@h:5432/db",
        "?sig=planted7", "https://hooks.slack.com/services/" + "planted9/planted9/planted9planted9", "aws_secret_access_key = planted0" + new string('h', 32), "e:AES:planted8planted8",
    ];

    [Fact]
    public void No_planted_secret_enters_a_snapshot()
    {
        string text = JsonSerializer.Serialize(string.Join(" | ", Recognizable));
        const string free = """{"anything": "hidden-value", "password": "hidden-value", "accessKey": "hidden-value"}""";
        ProjectFiles files = ProjectFiles.Clinical()
            .Dataset("D", $$""", "params": {"connection": "pg", "password": "hidden-value", "unheardOf": "hidden-value", "sparkConf": {{free}}, "query": {{text}}}, "description": {{text}}, "customFields": {{free}}, "credentials": {{free}}""")
            .Dataset("F", $$""", "formatType": "jformat_x", "formatParams": {"charset": "utf8", "config": {{free}} }""")
            .Dataset("C", $$""", "params": {"customConfig": {{free}}}, "dkuProperties": [{"name": "x", "value": "hidden-value"}]""")
            .Add("datasets/I.json", """{"type": "Inline", "schema": {"columns": []}}""").Add("datasets/I.data", $$"""{"data": [[{{text}}]]}""")
            .Recipe("py", "python", "LAB", "D").Add("recipes/py.py", "# " + string.Join("\n", Recognizable))
            .Recipe("plugin", "CustomCode_x", "LAB", "D", $$""", "params": {"customConfig": {{free}}, "apiToken": "hidden-value"}""")
            .Recipe("app", "App_X", "LAB", "D", $$$""", "params": {"variables": {"x": "hidden-value"}}""")
            .Recipe("spark", "pyspark", "LAB", "D", """, "params": {"sparkConfig": {"conf": [{"key": "fs.s3a.secret.key", "value": "hidden-value"}]}}""")
            .Recipe("export", "export", "LAB", "D", $$""", "params": {"exportParams": {"config": {{free}} } }""")
            .Recipe("download", "download", "LAB", "abcdefgh", $$""", "params": {"sources": [{"providerType": "fsprovider_x", "params": {"path": "/kept", "config": {{free}}, "login": "hidden-value" } } ] }""")
            .Recipe("p", "shaker", "LAB", "D").Add("recipes/p.shaker", $$"""{"steps": [{"type": "jython-processor-x", "params": {"customConfig": {{free}}, "comment": {{text}} } } ]}""")
            .Add("managed_folders/abcdefgh.json", $$"""{"name": "f", "type": "S3", "params": {"connection": "s3", "secret": "hidden-value", "x": {{free}} } }""")
            .Add("saved_models/abcdefgi.json", $$"""{"name": "agent", "inlineVersions": [{{free}}], "miniTask": {"taskType": "PREDICTION", "x": {{free}} } }""")
            .Add("scenarios/s.json", $$"""{"type": "step_based", "reporters": [{{free}}], "triggers": [{"type": "custom_python", "params": {{free}}}], "params": {"customScript": "hidden-value", "steps": [{"type": "exec_sql", "params": {{free}}}]}, "runAsUser": "hidden-value"}""")
            .Add("variables.json", $$"""{"db_password": "hidden-value", "API_KEY": "hidden-value", "nested": {"token": "hidden-value", "deep": [{"url": "ftp://user:planted1@host", "smtp": {"Password": "hidden-value", "pwd": ["hidden-value"] } } ] }, "text": {{text}}}""")
            .Add("datasets/H.json", """{"type": "HTTP", "params": {"path": "https://user:planted1@host/x.csv", "connection": "c", "headers": [{"name": "Authorization", "value": "hidden-value"}], "consider404AsEmpty": true}, "schema": {"columns": []}}""")
            .Add("webapps/w/webapp.json", """{"config": "hidden-value"}""").Add("webapps/w/backend.py", "hidden-value").Add("lib/python/x.py", "hidden-value")
            .Add("streaming_endpoints/k.json", """{"type": "kafka", "params": {"topic": "t", "sasl": {"jaas": "hidden-value"} } }""")
            .Add("params.json", $$"""{"name": "P", "description": {{text}}, "owner": "hidden-value", "permissions": [{{free}}]}""")
            .Add("localvariables.json", """{"x": "hidden-value"}""");

        ImportResult result = files.Import();
        string written = SnapshotWriter.Write(result.Snapshot);

        Assert.DoesNotContain("hidden-value", written);
        Assert.DoesNotContain("planted", written);
        Assert.Contains("/kept", written);
        foreach (string secret in Recognizable.Take(10))
            Assert.DoesNotContain(secret, written);
        Assert.Contains(result.Notes, note => note.Contains("db_password", StringComparison.Ordinal) || note.Contains("token", StringComparison.Ordinal));
        Assert.All(result.Notes, note => Assert.DoesNotContain("planted", note));
    }

    [Fact]
    public void A_variable_that_is_named_like_a_secret_is_known_without_its_value()
    {
        Snapshot snapshot = ProjectFiles.Clinical().Add("variables.json", """{"db_password": "x"}""").Import().Snapshot;

        Assert.Equal("db_password", Assert.Single(snapshot.Variables).Name);
        Assert.Null(snapshot.Variables[0].Value);
    }

    [Fact]
    public void Columns_called_like_secrets_or_user_interface_keys_are_kept()
    {
        Snapshot snapshot = ProjectFiles.Clinical()
            .Add("recipes/group_LAB.grouping", """{"keys": [{"column": "password", "type": "string"}], "outputColumnNameOverrides": {"$price_sum": "price", "password": "pw"}}""")
            .Import().Snapshot;

        JsonEquals("""{"keys":[{"column":"password","type":"string"}],"outputColumnNameOverrides":{"$price_sum":"price","password":"pw"}}""", snapshot.RecipesByName["group_LAB"].Payload.ToString());
    }

    /// <summary>Texts that begin like secrets without end would be searched from each beginning to the end.</summary>
    [Theory]
    [InlineData("eyJ-")]
    [InlineData("eyJaaaaaaaaa.eyJ")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("password=")]
    [InlineData("://a:b")]
    [InlineData("bearer ")]
    [InlineData("sk-sk-proj-")]
    public void A_long_text_takes_no_time_to_speak_of(string repeated) =>
        ProjectFiles.Clinical().Recipe("py", "python", "LAB", "LAB_AGG").Add("recipes/py.py", string.Concat(Enumerable.Repeat(repeated, 200_000))).Import();

    [Theory]
    [InlineData("if(val(\"risk-assessment\") > 3, 'task-force', \"\")")]
    [InlineData("select token, password from users where pwd_changed = date '2020-01-01'")]
    [InlineData("password = os.environ['PW']; key = get_secret(name)")]
    [InlineData("https://example.com/a:b/c?x=1&y=2 mailto:user@example.com")]
    [InlineData("password=${db_password}")]
    [InlineData("bearer of bad news, basic training")]
    public void Ordinary_text_and_code_is_not_touched(string text)
    {
        Snapshot snapshot = ProjectFiles.Clinical().Recipe("py", "python", "LAB", "LAB_AGG").Add("recipes/py.py", text).Import().Snapshot;

        Assert.Equal(text, snapshot.RecipesByName["py"].Code);
    }

    [Fact]
    public void Settings_of_plugins_are_kept_when_asked_for_but_never_their_secrets()
    {
        ProjectFiles files = ProjectFiles.Clinical().Recipe("plugin", "CustomCode_x", "LAB", "LAB_AGG", """, "params": {"customConfig": {"city": "Oslo", "password": "hidden-value"}}""");

        string written = SnapshotWriter.Write(SnapshotImporter.Import(files.In(), new ImportOptions { ProjectKey = "P", IncludePluginSettings = true }).Snapshot);

        Assert.Contains("Oslo", written);
        Assert.DoesNotContain("hidden-value", written);
    }

    private static void JsonEquals(string expected, string actual) => Assert.Equal(Flow.Json.JsonReader.Read(expected).Root, Flow.Json.JsonReader.Read(actual).Root);
}
