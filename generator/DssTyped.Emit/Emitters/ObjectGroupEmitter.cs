using DssTyped.Emit.Model;
using DssTyped.Emit.Text;

namespace DssTyped.Emit.Emitters;

/// <summary>Writes the catalog and the classes of one of the smaller kinds of object.</summary>
internal static class ObjectGroupEmitter
{
    public static void Write(SourceWriter writer, FlowHeader header, ObjectGroupModel group)
    {
        string baseType = "global::DssTyped." + group.Kind.BaseType;
        writer.WriteLine();
        Docs.Summary(writer, $"The {group.Kind.Words}s of the flow.");
        writer.WriteLine($"public sealed partial class {group.Kind.Catalog}");
        writer.Open();
        writer.WriteLine($"internal {group.Kind.Catalog}(global::DssTyped.DssFlow flow)");
        writer.Open();
        if (group.Kind == ObjectKind.Variable)
            writer.WriteLine("_ = flow;");

        foreach (ObjectModel item in group.Objects)
            writer.WriteLine($"this.{item.Member} = new{(item.TypeName.Length > 0 ? $" {header.Global(item.TypeName)}(flow)" : $"({CSharpText.Literal(item.DssName)}, {CSharpText.Literal(item.Argument ?? "")})")};");

        writer.Close();
        foreach (ObjectModel item in group.Objects)
        {
            writer.WriteLine();
            Docs.Write(writer, item.Doc);
            writer.WriteLine($"public {(item.TypeName.Length > 0 ? header.Global(item.TypeName) : baseType)} {item.Member} {{ get; }}");
        }

        writer.Close();
        foreach (ObjectModel item in group.Objects)
        {
            if (item.TypeName.Length > 0)
                WriteClass(writer, baseType, item);
        }
    }

    private static void WriteClass(SourceWriter writer, string baseType, ObjectModel item)
    {
        string argument = item.Argument is null ? "" : ", " + CSharpText.Literal(item.Argument);
        writer.WriteLine();
        Docs.Write(writer, item.Doc);
        writer.WriteLine($"public sealed partial class {item.TypeName} : {baseType}");
        writer.Open();
        writer.WriteLine($"internal {item.TypeName}(global::DssTyped.DssFlow flow)");
        writer.Indent();
        writer.WriteLine($": base(flow, {CSharpText.Literal(item.Id)}, {CSharpText.Literal(item.DssName)}{argument})");
        writer.Outdent();
        writer.Open();
        writer.Close();
        writer.Close();
    }
}
