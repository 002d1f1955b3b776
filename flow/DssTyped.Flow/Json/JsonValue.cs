using System.Globalization;
using System.Runtime.CompilerServices;

namespace DssTyped.Flow.Json;

/// <summary>
/// An immutable JSON value that remembers where it stood in its text. Numbers keep their spelling, so nothing is lost by a
/// round trip. Two values are equal when they mean the same: positions and the order of object members do not count.
/// </summary>
public sealed class JsonValue : IEquatable<JsonValue>
{
    private static readonly JsonValue[] NoItems = [];
    private static readonly JsonMember[] NoMembers = [];

    // A large flow has hundreds of thousands of values: a text, an array of values or of members, or an index of many members.
    private readonly object _content;

    private JsonValue(JsonKind kind, object content, JsonSpan span)
    {
        Kind = kind;
        _content = content;
        Span = span;
    }

    /// <summary>The kind of this value.</summary>
    public JsonKind Kind { get; }

    /// <summary>A string's characters, a number's spelling, <c>true</c> or <c>false</c>; empty for the other kinds.</summary>
    public string Text => _content as string ?? "";

    /// <summary>An array's items; empty for the other kinds.</summary>
    public IReadOnlyList<JsonValue> Items => _content as JsonValue[] ?? NoItems;

    /// <summary>An object's members in the order of the text; empty for the other kinds.</summary>
    public IReadOnlyList<JsonMember> Members => AllMembers;

    /// <summary>Where the value stands in its text.</summary>
    public JsonSpan Span { get; }

    private JsonMember[] AllMembers => _content as JsonMember[] ?? (_content as JsonMembers)?.All ?? NoMembers;

    /// <summary>The value <c>null</c>.</summary>
    public static JsonValue Null { get; } = new(JsonKind.Null, "", default);

    private static JsonValue Empty { get; } = new(JsonKind.Object, NoMembers, default);

    /// <summary>Whether this is an object.</summary>
    public bool IsObject => Kind == JsonKind.Object;

    /// <summary>Whether this is an array.</summary>
    public bool IsArray => Kind == JsonKind.Array;

    /// <summary>Whether this is a string.</summary>
    public bool IsString => Kind == JsonKind.String;

    /// <summary>Makes a string.</summary>
    public static JsonValue String(string text, JsonSpan span = default) => new(JsonKind.String, text, span);

    /// <summary>Makes a number from its spelling, which must be a JSON number.</summary>
    public static JsonValue Number(string spelling, JsonSpan span = default) => new(JsonKind.Number, spelling, span);

    /// <summary>Makes a whole number.</summary>
    public static JsonValue Number(long value) => Number(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes a boolean.</summary>
    public static JsonValue Boolean(bool value, JsonSpan span = default) => new(JsonKind.Boolean, value ? "true" : "false", span);

    /// <summary>Makes a <c>null</c> that stands at a place.</summary>
    public static JsonValue NullAt(JsonSpan span) => new(JsonKind.Null, "", span);

    /// <summary>Makes an array.</summary>
    public static JsonValue Array(IReadOnlyList<JsonValue> items, JsonSpan span = default) => new(JsonKind.Array, items as JsonValue[] ?? [.. items], span);

    /// <summary>Makes an object.</summary>
    public static JsonValue Object(IReadOnlyList<JsonMember> members, JsonSpan span = default)
    {
        JsonMember[] all = members as JsonMember[] ?? [.. members];
        return new(JsonKind.Object, all.Length > JsonMembers.Many ? new JsonMembers(all) : all, span);
    }

    /// <summary>Makes an object of the given names and values; members whose value is null are left out.</summary>
    public static JsonValue Object(params (string Name, JsonValue? Value)[] members) => members.Length == 0 ? Empty :
        Object([.. members.Where(member => member.Value is not null).Select(member => new JsonMember(member.Name, member.Value!))]);

    /// <summary>The member of that name, or null if there is none or this is no object. The last of two equal names counts, as in every JSON reader.</summary>
    public JsonMember? FindMember(string name) => IndexOf(name) is >= 0 and int at ? AllMembers[at] : null;

    /// <summary>The value of the member of that name; null if there is none, it is JSON <c>null</c>, or this is no object.</summary>
    public JsonValue? Find(string name) => IndexOf(name) is >= 0 and int at && AllMembers[at].Value is { Kind: not JsonKind.Null } value ? value : null;

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

    [MethodImpl(HotPath.Optimized)]
    private int IndexOf(string name)
    {
        if (_content is JsonMembers many)
            return many.IndexOf(name);

        JsonMember[] members = AllMembers;
        for (int i = members.Length - 1; i >= 0; i--)
        {
            if (members[i].Name == name)
                return i;
        }

        return -1;
    }
}
