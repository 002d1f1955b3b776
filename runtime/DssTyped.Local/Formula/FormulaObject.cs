namespace DssTyped.Local.Formula;

/// <summary>A JSON object in a formula: names in the order they were added. Never changed once it is a value.</summary>
internal sealed class FormulaObject
{
    private readonly List<KeyValuePair<string, FormulaValue>> _fields = [];

    public IReadOnlyList<KeyValuePair<string, FormulaValue>> Fields => _fields;

    public FormulaValue? Find(string name)
    {
        foreach (KeyValuePair<string, FormulaValue> field in _fields)
        {
            if (field.Key == name)
                return field.Value;
        }

        return null;
    }

    /// <summary>Adds or replaces; only while the object is being made.</summary>
    public void Set(string name, FormulaValue value)
    {
        int index = _fields.FindIndex(field => field.Key == name);
        if (index < 0)
            _fields.Add(new(name, value));
        else
            _fields[index] = new(name, value);
    }

    public FormulaObject Copy(Func<string, bool> keep)
    {
        var copy = new FormulaObject();
        copy._fields.AddRange(_fields.Where(field => keep(field.Key)));
        return copy;
    }
}
