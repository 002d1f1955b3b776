using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text;

namespace DssTyped.Flow.Json;

/// <summary>Builds the tree of a text. Members and items wait on stacks that all objects share, so that each gets an array of its exact size.</summary>
internal sealed class JsonTreeReader(List<JsonProblem> problems)
{
    private readonly TextCache _texts = new();
    private JsonMember[] _members = new JsonMember[64];
    private JsonValue[] _items = new JsonValue[64];
    private int _memberCount;
    private int _itemCount;

    /// <summary>Reads the value at the reader's token.</summary>
    [MethodImpl(HotPath.Optimized)]
    public JsonValue Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => JsonValue.String(TextOf(ref reader), At(ref reader)),
        JsonTokenType.Number => JsonValue.Number(_texts.Find(reader.ValueSpan) ?? Encoding.UTF8.GetString(reader.ValueSpan.ToArray()), At(ref reader)),
        JsonTokenType.True => JsonValue.Boolean(true, At(ref reader)),
        JsonTokenType.False => JsonValue.Boolean(false, At(ref reader)),
        JsonTokenType.Null => JsonValue.NullAt(At(ref reader)),
        _ => throw new JsonException("a value was expected"),
    };

    [MethodImpl(HotPath.Optimized)]
    private JsonValue ReadObject(ref Utf8JsonReader reader)
    {
        int position = (int)reader.TokenStartIndex, first = _memberCount;
        HashSet<string>? names = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = TextOf(ref reader);
            JsonSpan nameSpan = At(ref reader);
            if (!IsNew(name, first, ref names))
                problems.Add(new JsonProblem(JsonProblemKind.DuplicateName, $"the name '{name}' stands twice in this object; the last one counts", nameSpan));

            reader.Read();
            var member = new JsonMember(name, Read(ref reader), nameSpan);
            if (_memberCount == _members.Length)
                Array.Resize(ref _members, _memberCount * 2);

            _members[_memberCount++] = member;
        }

        var members = new JsonMember[_memberCount - first];
        Array.Copy(_members, first, members, 0, members.Length);
        _memberCount = first;
        return JsonValue.Object(members, new JsonSpan(position, (int)reader.BytesConsumed));
    }

    [MethodImpl(HotPath.Optimized)]
    private JsonValue ReadArray(ref Utf8JsonReader reader)
    {
        int position = (int)reader.TokenStartIndex, first = _itemCount;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            JsonValue item = Read(ref reader);
            if (_itemCount == _items.Length)
                Array.Resize(ref _items, _itemCount * 2);

            _items[_itemCount++] = item;
        }

        var items = new JsonValue[_itemCount - first];
        Array.Copy(_items, first, items, 0, items.Length);
        _itemCount = first;
        return JsonValue.Array(items, new JsonSpan(position, (int)reader.BytesConsumed));
    }

    // Few names are compared one by one; an object of thousands gets a set.
    private bool IsNew(string name, int first, ref HashSet<string>? names)
    {
        if (_memberCount - first >= JsonMembers.Many)
            return (names ??= new HashSet<string>(_members.Skip(first).Take(_memberCount - first).Select(member => member.Name), StringComparer.Ordinal)).Add(name);

        for (int i = first; i < _memberCount; i++)
        {
            if (_members[i].Name == name)
                return false;
        }

        return true;
    }

    // GetString refuses lone surrogates written as escapes (\ud800): such a name is replaced, not an error, so that one bad comment does not hide a whole project.
    [MethodImpl(HotPath.Optimized)]
    private string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return (reader.ValueIsEscaped ? null : _texts.Find(reader.ValueSpan)) ?? reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return LoneSurrogates.Unescape(reader.ValueSpan);
        }
    }

    private static JsonSpan At(ref Utf8JsonReader reader) => new((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
}
