using DssTyped.Flow.Schemas;

namespace DssTyped.Local.Planning;

/// <summary>How the schema a program was compiled against differs from the one the flow has now.</summary>
internal static class SchemaDifferences
{
    /// <summary>The differences, one line each.</summary>
    /// <param name="compiled">The schema at compile time.</param>
    /// <param name="now">The schema now; null if the dataset is gone.</param>
    public static IEnumerable<string> Between(DatasetSchema compiled, Schema? now)
    {
        if (now is null)
        {
            yield return $"dataset '{compiled.Dataset}' is gone";
            yield break;
        }

        foreach (DatasetColumn column in compiled.Columns)
        {
            if (now.Find(column.Name) is not { } live)
                yield return $"column '{column.Name}' of '{compiled.Dataset}' is gone";
            else if (live.TypeName != column.Type)
                yield return $"column '{column.Name}' of '{compiled.Dataset}' was {column.Type} and is now {live.TypeName}";
        }

        foreach (SchemaColumn added in now.Where(column => compiled.Find(column.Name) is null))
            yield return $"column '{added.Name}' of '{compiled.Dataset}' is new";
    }
}
