var $=Object.defineProperty;var j=Object.getOwnPropertyDescriptor;var v=Object.getOwnPropertyNames;var R=Object.prototype.hasOwnProperty;var M=(e,n)=>{for(var t in n)$(e,t,{get:n[t],enumerable:!0})},y=(e,n,t,o)=>{if(n&&typeof n=="object"||typeof n=="function")for(let r of v(n))!R.call(e,r)&&r!==t&&$(e,r,{get:()=>n[r],enumerable:!(o=j(n,r))||o.enumerable});return e};var P=e=>y($({},"__esModule",{value:!0}),e);var ne={};M(ne,{completion:()=>O});module.exports=P(ne);var p=require("../../../cli.js"),h=require("../../../cli.js"),_=require("../../../cli.js"),w=require("../../../cli.js"),C=require("../../../cli.js"),{213:W}=(0,p.shared)(),{220:k}=(0,h.shared)();function g({program:e,commands:n}){const[t]=n;return`# bash completion for ${e}
_${m(e)}() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="\${COMP_WORDS[1]}" words="" files=""
  COMPREPLY=()
  # bash treats = as a separate word.
  [[ $word == "=" ]] && word=""
  [[ $before == "=" ]] && before="\${COMP_WORDS[COMP_CWORD-2]}"
  case "$command" in
    ${n.map(({name:o})=>o).join("|")}) ;;
    *) command=${t?.name} ;;
  esac
  case "$command $before" in
${n.flatMap(S).join(`
`)}
    *)
      case "$command" in
${n.map(D).join(`
`)}
      esac
      if [[ $COMP_CWORD -eq 1 ]]; then words="$words ${n.map(({name:o})=>o).join(" ")}"; fi
      ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  if [[ -n $files && $word != -* ]]; then
    local IFS=$'\\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY+=($(compgen -f -- "$word"))
  fi
}
complete -F _${m(e)} ${e}
`}function m(e){return e.replaceAll("-","_")}function S({name:e,flags:n}){return n.filter(({value:t})=>t!=="none").map(t=>`    ${u(t).map(r=>`"${e} ${r}"`).join("|")}) ${x(t)} ;;`)}function x({value:e}){return e==="file"?"files=1":typeof e=="string"?":":`words="${e.join(" ")}"`}function D({name:e,flags:n,operands:t}){const o=[...n.flatMap(u),...typeof t=="string"?[]:t],r=t==="file"?"; files=1":"";return`        ${e}) words="${o.join(" ")}"${r} ;;`}function u({short:e,long:n}){return e===void 0?[n]:[e,n]}function F({program:e,commands:n}){const[t]=n,o=n.map(({name:s})=>s).join(" ");return`${[`# fish completion for ${e}`,`complete -c ${e} -f`,...n.map(({name:s,help:i})=>`complete -c ${e} -n "not __fish_seen_subcommand_from ${o}" -a ${s} -d ${c(i)}`),...n.flatMap(s=>{const i=`__fish_seen_subcommand_from ${s.name}`,a=s===t?`${i}; or not __fish_seen_subcommand_from ${o}`:i;return E(s,`complete -c ${e} -n ${c(a)}`)})].join(`
`)}
`}function E({flags:e,operands:n},t){const o=e.map(s=>`${t}${q(s)}`);if(n==="none")return o;const r=n==="file"?"-F":`-a ${c(n.join(" "))}`;return[...o,`${t} ${r}`]}function q({short:e,long:n,help:t,value:o}){return`${e===void 0?"":` -s ${e.slice(1)}`} -l ${n.slice(2)}${H(o)} -d ${c(t)}`}function H(e){return e==="none"?"":e==="file"?" -r -F":typeof e=="string"?" -x":` -x -a ${c(e.join(" "))}`}function c(e){return`'${e.replace(/[\\']/g,"\\$&")}'`}var I=/(?:file|path|\.json)(?:\.\.\.)?>$/;function L(e){const n=e.createHelp().visibleCommands(e);return{program:e.name(),commands:n.map(t=>T(t,e))}}function T(e,n){const t=e.createHelp().visibleOptions(e),o=e.name()==="help";return{name:e.name(),help:e.summary()||e.description(),flags:t.map(({short:r,long:s="",description:i,flags:a,argChoices:f,...b})=>({short:r,long:s,help:i,value:A(a,f),isRepeatable:b.required&&i.endsWith("repeatable")})),operands:o?n.commands.map(r=>r.name()):Y(e)}}function A(e,n=[]){return e.endsWith(">")?n.length>0?n:I.test(e)?"file":"text":"none"}function Y({registeredArguments:e}){const[n]=e;return n===void 0?"none":n.argChoices??"file"}function z({program:e,commands:n}){const[t]=n,o=`_${e}`;return`#compdef ${e}

${o}() {
  local -a commands=(
${n.map(r=>`    ${l(`${r.name}:${r.help}`)}`).join(`
`)}
  )
  local command=$words[2]
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe command commands
    return
  fi
  if (( \${commands[(I)$command:*]} )); then
    shift words
    (( CURRENT-- ))
  else
    command=${t?.name}
  fi
  case $command in
${n.map(N).join(`
`)}
  esac
}

if [[ $funcstack[1] == ${o} ]]; then
  ${o} "$@"
else
  compdef ${o} ${e}
fi
`}function N({name:e,flags:n,operands:t}){const r=[...n.flatMap(U),...B(t)].map(s=>` \\
      ${s}`).join("");return`    ${e})
    _arguments -s${r}
    ;;`}function U({short:e,long:n,help:t,value:o,isRepeatable:r}){const s=e===void 0?[n]:[e,n],i=r?"*":`(${s.join(" ")})`;return s.map(a=>{const f=o==="none"?a:a===n?`${a}=`:`${a}+`;return l(`${i}${f}[${G(t)}]${V(o)}`)})}function V(e){return e==="none"?"":`:value:${d(e)}`}function B(e){return e==="none"?[]:[l(`${e==="file"?"*":"1"}:value:${d(e)}`)]}function d(e){return e==="file"?"_files":typeof e=="string"?" ":`(${e.join(" ")})`}function G(e){return e.replace(/[\\[\]:]/g,"\\$&")}function l(e){return`'${e.replaceAll("'","'\\''")}'`}var{268:K}=(0,_.shared)(),{223:J}=(0,w.shared)(),{239:Q}=(0,C.shared)(),X={examples:["skew-contract                                  judge keys against skew_contract.yml","skew-contract init --partitions 48 user-events=build/keys.txt","skew-contract check --help                     all flags of one command"],exitCodes:"0 the contract is satisfied, 1 it is broken, 2 it could not be judged."};async function Z(e){const n=new J("skew-contract").description("A CI gate for Kafka partition keys: judges sampled keys by a contract, offline.").version(K).addHelpText("after",()=>Q(X));for(const t of e)n.addCommand((await t())().command);return n.commandsGroup("Other:").helpCommand("help [command]","Shows help for a command.")}var ee={bash:g,zsh:z,fish:F};async function O(e,n,{stdout:t}){const o=k(W(["bash","zsh","fish"]),e,{name:"shell"});return t.write(ee[o](L(await Z(n)))),0}0&&(module.exports={completion});
