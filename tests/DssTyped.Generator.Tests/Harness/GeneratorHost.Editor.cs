using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Tests.Harness;

// Apart, because the tests on the oldest compiler have no workspaces.
internal sealed partial class GeneratorHost
{
    /// <summary>The project as an editor has it; without what is generated where that can't be seen yet.</summary>
    public Document Open(Workspace workspace, bool seesGenerated = true)
    {
        ProjectId project = ProjectId.CreateNewId();
        Solution solution = workspace.CurrentSolution.AddProject(ProjectInfo.Create(project, VersionStamp.Default, "Consumer", "Consumer", LanguageNames.CSharp,
            compilationOptions: Compilation().Options, parseOptions: ParseOptions, metadataReferences: References));
        foreach (TestText file in _files)
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(project), file.Path, file.GetText(), filePath: file.Path);

        string settings = string.Concat(_settings.Where(file => file.Value.Count > 0).Select(file => $"[{file.Key}]\n{string.Concat(file.Value.Select(setting => $"{setting.Key} = {setting.Value}\n"))}"));
        solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(project), ".globalconfig", SourceText.From($"is_global = true\nbuild_property.RootNamespace = {RootNamespace}\n{settings}"), filePath: "/project/.globalconfig");
        foreach ((string name, string text) in seesGenerated ? Run().Sources : new Dictionary<string, string>(StringComparer.Ordinal))
            solution = solution.AddDocument(DocumentId.CreateNewId(project), name, text, filePath: "/project/obj/" + name);

        DocumentId[] code = [.. _code.Select(_ => DocumentId.CreateNewId(project))];
        for (int i = 0; i < code.Length; i++)
            solution = solution.AddDocument(code[i], _code[i].Path, SourceText.From(_code[i].Text, Encoding.UTF8), filePath: _code[i].Path);

        return solution.GetDocument(code[0])!;
    }
}
