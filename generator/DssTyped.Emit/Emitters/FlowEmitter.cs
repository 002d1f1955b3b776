using DssTyped.Emit.Model;
using DssTyped.Emit.Text;

namespace DssTyped.Emit.Emitters;

/// <summary>Writes the flow class and its catalogs of datasets and recipes.</summary>
internal static class FlowEmitter
{
    public static void Write(SourceWriter writer, CatalogModel catalog)
    {
        FlowHeader header = catalog.Header;
        string[] catalogs = ["Datasets", .. catalog.Groups, "Recipes"];

        writer.WriteLine();
        Docs.Summary(writer, header.ProjectName.Length > 0 ? $"The flow of the DSS project '{header.ProjectName}' ({header.ProjectKey})." : $"The flow of the DSS project {header.ProjectKey}.");
        writer.WriteLine($"public sealed partial class {header.FlowName} : global::DssTyped.DssFlow");
        writer.Open();
        Docs.Summary(writer, "The name of the snapshot file; the build copies it beside the program.");
        writer.WriteLine($"public const string SnapshotFile = {CSharpText.Literal(header.SnapshotFile)};");
        writer.WriteLine();
        writer.WriteLine("// An error here means: the DssTyped generator and the DssTyped runtime have different versions. Reference one version of the package.");
        writer.WriteLine("private const int RuntimeVersion = global::DssTyped.GeneratedCode.Version1;");
        writer.WriteLine();
        Docs.Summary(writer, "The flow on an engine that reads and builds.");
        Docs.Param(writer, "engine", "The embedded engine, or a DSS server.");
        writer.WriteLine($"public {header.FlowName}(global::DssTyped.IFlowEngine engine)");
        writer.Indent();
        writer.WriteLine($": base(engine, {CSharpText.Literal(header.ProjectKey)}, SnapshotFile)");
        writer.Outdent();
        writer.Open();
        foreach (string name in catalogs)
            writer.WriteLine($"this.{name} = new {header.Global(name)}(this);");

        writer.Close();
        foreach (string name in catalogs)
        {
            writer.WriteLine();
            Docs.Summary(writer, $"The {name} of the flow.");
            writer.WriteLine($"public {header.Global(name)} {name} {{ get; }}");
        }

        writer.Close();
        WriteCatalog(writer, header, "Datasets", "DatasetCatalog", "dataset", [.. catalog.Datasets],
            [.. catalog.GoneDatasets.Select(gone => new GoneMember(header.Global(gone.TypeName), gone.TypeName, gone.Obsolete!))]);
        WriteCatalog(writer, header, "Recipes", "RecipeCatalog", "recipe", [.. catalog.Recipes],
            [.. catalog.GoneRecipes.Select(gone => new GoneMember("global::DssTyped.Recipe", gone.Member, gone.Obsolete))]);
        foreach (DatasetModel gone in catalog.GoneDatasets)
            DatasetEmitter.Write(writer, header, gone);
    }

    private static void WriteCatalog(SourceWriter writer, FlowHeader header, string name, string baseType, string words, CatalogEntry[] entries, GoneMember[] gone)
    {
        writer.WriteLine();
        Docs.Summary(writer, $"The {words}s of the flow.");
        writer.WriteLine($"public sealed partial class {name} : global::DssTyped.{baseType}");
        writer.Open();
        writer.WriteLine($"internal {name}(global::DssTyped.DssFlow flow)");
        writer.Indent();
        writer.WriteLine(": base(flow)");
        writer.Outdent();
        writer.Open();
        foreach (CatalogEntry entry in entries)
            writer.WriteLine($"this.{entry.Member} = new {header.Global(entry.TypeName)}(flow);");

        writer.Close();
        foreach (CatalogEntry entry in entries)
        {
            writer.WriteLine();
            Docs.Summary(writer, entry.Summary);
            writer.WriteLine($"public {header.Global(entry.TypeName)} {entry.Member} {{ get; }}");
        }

        foreach (GoneMember old in gone)
        {
            writer.WriteLine();
            Docs.Summary(writer, old.Obsolete.Message);
            Docs.Obsolete(writer, old.Obsolete);
            writer.WriteLine($"public {old.Type} {old.Member} => null!;");
        }

        writer.Close();
    }

    // A class: sequences of a struct are code that each new process has to compile.
    private sealed class GoneMember(string type, string member, ObsoleteModel obsolete)
    {
        public string Type => type;

        public string Member => member;

        public ObsoleteModel Obsolete => obsolete;
    }
}
