using System.Globalization;
using System.Text;
using DssTyped.Flow.Json;

namespace DssTyped.Generator.Tests.Harness;

/// <summary>Makes snapshots worse: seeded mutations of their values and of their text.</summary>
internal sealed class Hostility(int seed)
{
    private static readonly string[] Words =
    [
        "", " ", "class", "return", "record", "ToString", "GetType", "Equals", "Columns", "Row", "Result", "Proofs", "Partition", "Datasets", "Recipes", "Flow", "All", "Get",
        "System", "global", "DssTyped", "options", "cancellationToken", "CLINICALFlow", "ClinicalFlow", "a.b", "OTHER.ds", "1st", "_", "__", "score_1_0", "score_10",
        "lab_results", "LAB_RESULTS", "Lab\u200DResults", "labResults", "LAB RESULTS", "e\u0301t\u00E9", "\u00E9te\u0301", "\u0301x", "\uD800", "x\uDC00y", "\uD834\uDD1E", "\uFFFE", "\0", "a\0b",
        "a\nb", "a\rb", "a\u0085b", "a\u2028b", "a\u2029b", "a\u000Bb", "\u202Ebidi", "\uFEFFbom", "*/", "/*", "//", "\"", "\\", "\"\"\"", "{0}", "{{", "$\"{1}\"", "</summary>", "<b>", "&amp;", "]]>", "<![CDATA[",
        "#if false", "#endif", "#pragma warning disable", "\\u000a", "\\n", "@x", "数据", "ﬁeld", "ǆ", "İi", "ıI", "ß", "ΑΣ", "١٢٣", "x١", "\u2E2F", "\u00AD", "x\u00ADy", "\u1885", "ⅷ", "\uFF3F",
        new('x', 513), new('é', 300), new('_', 200), string.Concat(Enumerable.Repeat("a_", 400)), string.Concat(Enumerable.Repeat("数", 600)),
    ];

    private static readonly string[] Spellings = ["null", "true", "1e999", "-0", "0", "1", "[]", "{}", "\"\"", "\"x\"", "[[]]", "{\"name\":\"x\"}", "[{\"name\":\"q\"},{\"name\":\"q\"}]", "123456789012345678901234567890"];

    private readonly Random _random = new(seed);

    /// <summary>A worse snapshot.</summary>
    public string Mutate(string snapshot)
    {
        JsonValue value = JsonReader.Read(snapshot).Root!;
        for (int i = _random.Next(1, 6); i > 0; i--)
            value = MutateValue(value, depth: 0);

        string text = _random.Next(2) == 0 ? JsonWriter.Indented(value) : JsonWriter.Compact(value);
        return _random.Next(5) == 0 ? MutateText(text) : text;
    }

    // Keep to the chosen path and change one place at its end.
    private JsonValue MutateValue(JsonValue value, int depth)
    {
        bool stop = depth > 0 && _random.Next(4) == 0;
        if (!stop && value.IsObject && value.Members.Count > 0)
        {
            int at = _random.Next(value.Members.Count);
            JsonMember[] members = [.. value.Members];
            if (_random.Next(12) == 0)
                return JsonValue.Object([.. members, members[at]]);
            if (_random.Next(12) == 0 && depth > 0)
                return JsonValue.Object([.. members.Where((_, i) => i != at)]);

            members[at] = members[at] with { Value = MutateValue(members[at].Value, depth + 1) };
            return JsonValue.Object(members);
        }

        if (!stop && value.IsArray && value.Items.Count > 0)
        {
            int at = _random.Next(value.Items.Count);
            JsonValue[] items = [.. value.Items];
            switch (_random.Next(8))
            {
                case 0: return JsonValue.Array([.. items, MutateValue(items[at], depth + 1)]);
                case 1: return JsonValue.Array([.. items, items[at]]);
                case 2: _random.Shuffle(items); return JsonValue.Array(items);
                default: items[at] = MutateValue(items[at], depth + 1); return JsonValue.Array(items);
            }
        }

        return value.IsString && _random.Next(8) != 0 ? JsonValue.String(Word()) : JsonReader.Read(Spellings[_random.Next(Spellings.Length)]).Root!;
    }

    /// <summary>A name that somebody may choose to break things.</summary>
    public string Word() => _random.Next(4) switch
    {
        0 => new string([.. Enumerable.Range(0, _random.Next(1, 8)).Select(_ => (char)_random.Next(0x10000))]),
        1 => Words[_random.Next(Words.Length)] + Words[_random.Next(Words.Length)],
        _ => Words[_random.Next(Words.Length)],
    };

    private string MutateText(string text)
    {
        var result = new StringBuilder(text);
        for (int i = _random.Next(1, 4); i > 0 && result.Length > 1; i--)
        {
            int at = _random.Next(result.Length);
            switch (_random.Next(6))
            {
                case 0: result.Length = at; break;
                case 1: result.Remove(at, Math.Min(_random.Next(1, 20), result.Length - at)); break;
                case 2: result.Insert(at, "[]{},:\"\\/\0\r\n"[_random.Next(12)]); break;
                case 3: result[at] = (char)_random.Next(0x10000); break;
                case 4: result.Insert(at, Spellings[_random.Next(Spellings.Length)]); break;
                default: result.Insert(at, result.ToString(at, Math.Min(_random.Next(1, 200), result.Length - at))); break;
            }
        }

        return result.ToString();
    }

    public override string ToString() => seed.ToString(CultureInfo.InvariantCulture);
}
