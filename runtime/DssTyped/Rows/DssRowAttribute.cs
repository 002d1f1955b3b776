namespace DssTyped;

/// <summary>
/// Makes a partial record a row type of a dataset: <c>[DssRow&lt;LabResults&gt;] public sealed partial record Lab(string? PatientId, double? Value);</c>
/// Each parameter is a column by name; names and types are checked by the compiler, and only these columns are fetched.
/// </summary>
/// <typeparam name="TDataset">The dataset.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class DssRowAttribute<TDataset> : Attribute
    where TDataset : Dataset<TDataset>;
