namespace DssTyped.Flow.Json;

/// <summary>The members of an object that has many: a search by name builds an index, once.</summary>
internal sealed class JsonMembers(JsonMember[] members)
{
    /// <summary>Objects with fewer members are searched one by one, which is faster and takes no memory.</summary>
    public const int Many = 16;

    private Dictionary<string, int>? _index;

    public JsonMember[] All => members;

    /// <summary>The position of the last member of that name, which is the one that counts; -1 for none.</summary>
    public int IndexOf(string name)
    {
        if (_index is null)
        {
            var index = new Dictionary<string, int>(members.Length, StringComparer.Ordinal);
            for (int i = 0; i < members.Length; i++)
                index[members[i].Name] = i;

            _index = index;
        }

        return _index.TryGetValue(name, out int found) ? found : -1;
    }
}
