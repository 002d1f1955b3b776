namespace DssTyped;

/// <summary>Says which column a parameter of a row type stands for, where the names differ.</summary>
/// <param name="name">The column's name in DSS.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DssColumnAttribute(string name) : Attribute
{
    /// <summary>The column's name in DSS.</summary>
    public string Name { get; } = name;
}
