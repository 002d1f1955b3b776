using System.Globalization;

namespace DssTyped.Flow.Json;

/// <summary>
/// An immutable JSON value that remembers where it stood in its text. Numbers keep their spelling, so nothing is lost by a
/// round trip. Two values are equal when they mean the same: positions and the order of object members do not count.
/// </summary>
public sealed class JsonValue : IEquatable<JsonValue>
{
    private static readonly JsonValue[] NoItems = [];
    private static readonly JsonMember[] NoMembers = [];

    private readonly Dictionary<string, JsonMember>? _index;

    private JsonValue(JsonKind kind, string text, IReadOnlyList<JsonValue>? items, IReadOnlyList<JsonMember>? members, JsonSpan span)
    {
        Kind = kind;
        Text = text;
        Items = items ?? NoItems;
        Members = members ?? NoMembers;
        Span = span;

        // Objects with few members are searched; a schema of thousands of names is indexed. The last of two equal names wins, as in every JSON reader.
        if (Members.Count > 8)
        {
            _index = new Dictionary<string, JsonMember>(Members.Count, StringComparer.Ordinal);
            foreach (JsonMember member in Members)
                _index[member.Name] = member;
        }
    }

    /// <summary>The kind of this value.</summary>
    public JsonKind Kind { get; }

    /// <summary>A string's characters, a number's spelling, <c>true</c> or <c>false</c>; empty for the other kinds.</summary>
    public string Text { get; }

    /// <summary>An array's items; empty for the other kinds.</summary>
    public IReadOnlyList<JsonValue> Items { get; }

    /// <summary>An object's members in the order of the text; empty for the other kinds.</summary>
    public IReadOnlyList<JsonMember> Members { get; }

    /// <summary>Where the value stands in its text.</summary>
    public JsonSpan Span { get; }

    /// <summary>The value <c>null</c>.</summary>
    public static JsonValue Null { get; } = new(JsonKind.Null, "", null, null, default);

    /// <summary>Whether this is an object.</summary>
    public bool IsObject => Kind == JsonKind.Object;

    /// <summary>Whether this is an array.</summary>
    public bool IsArray => Kind == JsonKind.Array;

    /// <summary>Whether this is a string.</summary>
    public bool IsString => Kind == JsonKind.String;

    /// <summary>Makes a string.</summary>
    public static JsonValue String(string text, JsonSpan span = default) => new(JsonKind.String, text, null, null, span);

    /// <summary>Makes a number from its spelling, which must be a JSON number.</summary>
    public static JsonValue Number(string spelling, JsonSpan span = default) => new(JsonKind.Number, spelling, null, null, span);

    /// <summary>Makes a whole number.</summary>
    public static JsonValue Number(long value) => Number(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes a boolean.</summary>
    public static JsonValue Boolean(bool value, JsonSpan span = default) => new(JsonKind.Boolean, value ? "true" : "false", null, null, span);

    /// <summary>Makes a <c>null</c> that stands at a place.</summary>
    public static JsonValue NullAt(JsonSpan span) => new(JsonKind.Null, "", null, null, span);

    /// <summary>Makes an array.</summary>
    public static JsonValue Array(IReadOnlyList<JsonValue> items, JsonSpan span = default) => new(JsonKind.Array, "", items, null, span);

    /// <summary>Makes an object.</summary>
    public static JsonValue Object(IReadOnlyList<JsonMember> members, JsonSpan span = default) => new(JsonKind.Object, "", null, members, span);

    /// <summary>Makes an object of the given names and values; members whose value is null are left out.</summary>
    public static JsonValue Object(params (string Name, JsonValue? Value)[] members) =>
        Object([.. members.Where(member => member.Value is not null).Select(member => new JsonMember(member.Name, member.Value!))]);

    /// <summary>The member of that name, or null if there is none or this is no object.</summary>
    public JsonMember? FindMember(string name)
    {
        if (_index is not null)
            return _index.TryGetValue(name, out JsonMember? found) ? found : null;

        for (int i = Members.Count - 1; i >= 0; i--)
        {
            if (Members[i].Name == name)
                return Members[i];
        }

        return null;
    }

    /// <summary>The value of the member of that name; null if there is none, it is JSON <c>null</c>, or this is no object.</summary>
    public JsonValue? Find(string name) => FindMember(name)?.Value is { Kind: not JsonKind.Null } value ? value : null;

    /// <summary>The text of a string or number member; null if it is missing or of another kind.</summary>
    public string? FindText(string name) => Find(name) is { Kind: JsonKind.String or JsonKind.Number } value ? value.Text : null;

    /// <summary>Whether a member is <c>true</c> (or the string "true", which old files have).</summary>
    public bool FindFlag(string name, bool otherwise = false) => Find(name) switch
    {
        { Kind: JsonKind.Boolean } flag => flag.Text == "true",
        { Kind: JsonKind.String } text => string.Equals(text.Text, "true", StringComparison.OrdinalIgnoreCase),
        _ => otherwise,
    };

    /// <summary>A whole-number member (also one written as a string); null if it is missing, no whole number or out of range.</summary>
    public int? FindInt32(string name) =>
        FindText(name) is { } text && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>A number member (also one written as a string); null if it is missing or no number.</summary>
    public double? FindDouble(string name) =>
        FindText(name) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    /// <summary>The items of an array member; empty if it is missing or of another kind.</summary>
    public IReadOnlyList<JsonValue> FindItems(string name) => Find(name)?.Items ?? NoItems;

    /// <summary>The same object without the members of these names.</summary>
    public JsonValue Without(params string[] names) =>
        Object([.. Members.Where(member => System.Array.IndexOf(names, member.Name) < 0)], Span);

    /// <summary>The same object with a member set: replaced in place, else added at the end.</summary>
    public JsonValue With(string name, JsonValue value)
    {
        var members = Members.ToList();
        int at = members.FindIndex(member => member.Name == name);
        if (at >= 0)
            members[at] = members[at] with { Value = value };
        else
            members.Add(new JsonMember(name, value));

        return Object(members, Span);
    }

    /// <inheritdoc/>
    public bool Equals(JsonValue? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || other.Kind != Kind || other.Text != Text || other.Items.Count != Items.Count || other.Members.Count != Members.Count)
            return false;

        for (int i = 0; i < Items.Count; i++)
        {
            if (!Items[i].Equals(other.Items[i]))
                return false;
        }

        foreach (JsonMember member in Members)
        {
            if (other.FindMember(member.Name) is not { } match || !member.Value.Equals(match.Value))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JsonValue);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = ((int)Kind * 397) ^ StringComparer.Ordinal.GetHashCode(Text) ^ (Items.Count << 8) ^ Members.Count;
        foreach (JsonValue item in Items)
            hash = unchecked((hash * 31) + item.GetHashCode());

        // Order must not count.
        foreach (JsonMember member in Members)
            hash = unchecked(hash + (StringComparer.Ordinal.GetHashCode(member.Name) ^ (member.Value.GetHashCode() * 17)));

        return hash;
    }

    /// <summary>The value as compact JSON.</summary>
    public override string ToString() => JsonWriter.Compact(this);
}
